package io.agentfleet.agent.trace;

import io.agentfleet.agent.gateway.GatewayEvent;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.agentfleet.telemetry.trace.OpenSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;

/**
 * Opens spans around an agent's runs, model calls and tool calls. Safe for many threads; costs next
 * to nothing when off.
 */
public final class AgentSpans {

    /** Tells nothing. */
    public static final AgentSpans OFF = new AgentSpans(OpenTelemetry.noop());

    private final Tracer tracer;
    private final MessagingSpans messaging;

    public AgentSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.agentfleet");
        this.messaging = new MessagingSpans(telemetry);
    }

    /** The model, each of whose calls is a span. */
    public LanguageModel around(LanguageModel model) {
        return new TracedModel(model, tracer);
    }

    /** A call that the cache answered is a span, too. */
    public void happened(GatewayEvent event) {
        if (event instanceof GatewayEvent.FoundInCache found) {
            Span span =
                    SpanConventions.chat(
                                    tracer,
                                    found.model(),
                                    found.request(),
                                    Optional.of(found.usage().route()))
                            .startSpan();
            SpanConventions.foundInCache(span, found.usage());
            span.end();
        }
    }

    /** The tools, each of whose calls is a span. */
    public ToolGateway around(ToolGateway tools) {
        return new TracedTools(tools, tracer);
    }

    /** A task's record is handled, as a part of the trace that it came with. */
    public OpenSpan process(String topic, String key, Context sender) {
        return messaging.process(topic, key, sender);
    }

    /** A run of an agent that begins now: within its span, until it is closed. */
    public RunSpan invokeAgent(Task task) {
        return new RunSpan(
                Context.current(), SpanConventions.invokeAgent(tracer, task).startSpan());
    }

    /**
     * Links a run to the one that it goes on with. If that one was interrupted, its span is
     * recorded in the place of its process, so that what it had done so far has a parent.
     *
     * @param mark of the earlier run; nothing happens if it is empty
     */
    public void goesOn(Task task, String mark, boolean brokeOff, RunSpan now) {
        RunSpan.Mark.parse(mark)
                .ifPresent(earlier -> {
                    if (brokeOff) {
                        recordInterrupted(task, earlier, now);
                    }
                    now.span().addLink(earlier.context());
                });
    }

    private void recordInterrupted(Task task, RunSpan.Mark earlier, RunSpan now) {
        Span interrupted =
                ChosenSpanId.within(
                        earlier.context().getSpanId(),
                        () ->
                                SpanConventions.invokeAgent(tracer, task)
                                        .setParent(now.parent())
                                        .setStartTimestamp(earlier.at())
                                        .startSpan());
        SpanConventions.failed(interrupted, "process_ended");
        interrupted.end();
    }
}
