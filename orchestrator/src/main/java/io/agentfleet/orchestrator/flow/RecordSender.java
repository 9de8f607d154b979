package io.agentfleet.orchestrator.flow;

import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.messaging.record.TraceHeaders;
import io.agentfleet.orchestrator.records.OutgoingRecord;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Headers;
import io.opentelemetry.context.Context;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/** Sends records from the processor. */
final class RecordSender {

    private static final Logger LOG = Logger.getLogger(RecordSender.class);

    private final ProcessorContext<byte[], OutgoingRecord> context;
    private final FlowMeters meters;

    RecordSender(ProcessorContext<byte[], OutgoingRecord> context, FlowMeters meters) {
        this.context = context;
        this.meters = meters;
    }

    /** Sends a record, in the trace of the one it follows from. */
    void send(OutgoingRecord outgoing, Iterable<Header> trace) {
        RecordHeaders headers = new RecordHeaders();
        outgoing.headers().forEach(headers::add);
        if (headers.lastHeader(Headers.TRACEPARENT) == null) {
            for (Header header : trace) {
                if (header.key().equals(Headers.TRACEPARENT)) {
                    headers.add(header);
                }
            }
        }
        TraceHeaders.inject(Context.current(), headers);
        context.forward(
                new Record<>(outgoing.key(), outgoing, context.currentSystemTimeMs(), headers));
    }

    /** Sends a record that could not be used to its dead letters. */
    void toDeadLetters(
            Record<byte[], byte[]> received, RecordMetadata place, ErrorCode code, String reason) {
        ProducerRecord<byte[], byte[]> letter =
                DeadLetterRecord.of(
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        received.key(),
                        received.value(),
                        received.headers(),
                        code,
                        reason);
        List<Header> headers = List.of(letter.headers().toArray());
        send(new OutgoingRecord(letter.topic(), letter.key(), letter.value(), headers), List.of());
        meters.deadLetter(place.topic());
        LOG.warnf(
                "dead_letter topic=%s partition=%d offset=%d code=%s reason=%s",
                place.topic(), place.partition(), place.offset(), code.wire(), reason);
    }
}
