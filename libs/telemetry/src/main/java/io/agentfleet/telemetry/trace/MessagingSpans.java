package io.agentfleet.telemetry.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Spans around records of Kafka, with OpenTelemetry's semantic conventions for messaging. Safe for
 * many threads; costs next to nothing when traces are off.
 */
public final class MessagingSpans {

    /** Opens spans that are not recorded. */
    public static final MessagingSpans OFF = new MessagingSpans(OpenTelemetry.noop());

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> DESTINATION =
            AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> KEY =
            AttributeKey.stringKey("messaging.kafka.message.key");

    private final Tracer tracer;

    public MessagingSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.agentfleet");
    }

    /** A record is put on a topic: its reader continues this span's trace. */
    public OpenSpan send(String topic, String key) {
        return new OpenSpan(span("send", SpanKind.PRODUCER, topic, key).startSpan());
    }

    /** A record of a topic is handled, as a part of the trace that it came with. */
    public OpenSpan process(String topic, String key, Context sender) {
        return new OpenSpan(
                span("process", SpanKind.CONSUMER, topic, key).setParent(sender).startSpan());
    }

    private SpanBuilder span(String operation, SpanKind kind, String topic, String key) {
        return tracer.spanBuilder(operation + " " + topic)
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(DESTINATION, topic)
                .setAttribute(OPERATION, operation)
                .setAttribute(KEY, key);
    }
}
