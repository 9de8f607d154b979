package io.agentfleet.agent.task;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.wire.DeadLetter;
import io.agentfleet.schemas.wire.EventCodec;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** A record of a topic as it came, with its place and its acknowledgement. */
final class TaskRecord {

    private final Message<byte[]> message;
    private final String topic;
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final Iterable<Header> headers;

    private TaskRecord(
            Message<byte[]> message,
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            Iterable<Header> headers) {
        this.message = message;
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.headers = headers;
    }

    static TaskRecord of(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(m ->
                        new TaskRecord(
                                message,
                                m.getTopic(),
                                m.getPartition(),
                                m.getOffset(),
                                m.getKey() instanceof byte[] bytes ? bytes : null,
                                m.getHeaders()))
                .orElseGet(() -> new TaskRecord(message, "unknown", -1, -1, null, List.of()));
    }

    String place() {
        return "%s-%d@%d".formatted(topic, partition, offset);
    }

    /**
     * The event in it.
     *
     * @throws io.agentfleet.schemas.FleetException UNREADABLE_RECORD if it is none, UNAVAILABLE if
     *     the schema registry is away
     */
    <T extends SpecificRecord> T decode(EventCodec<T> codec) {
        return codec.decode(topic, message.getPayload());
    }

    ProducerRecord<byte[], byte[]> deadLetter(ErrorCode code, String reason) {
        return DeadLetter.of(
                topic, partition, offset, key, message.getPayload(), headers, code, reason);
    }

    void acknowledge() {
        var ignored = message.ack();
    }
}
