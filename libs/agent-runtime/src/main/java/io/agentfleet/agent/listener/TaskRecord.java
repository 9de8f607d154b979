package io.agentfleet.agent.listener;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.messaging.record.TraceHeaders;
import io.agentfleet.schemas.ErrorCode;
import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A record of a topic as it came, with its place and its acknowledgement. */
final class TaskRecord {

    private static final ConsumerRecord<?, ?> UNKNOWN =
            new ConsumerRecord<>("unknown", -1, -1, null, null);

    private final Message<byte[]> message;
    private final ConsumerRecord<?, ?> origin;
    private final TaskPartitions partitions;
    private final long term;

    private TaskRecord(
            Message<byte[]> message, ConsumerRecord<?, ?> origin, TaskPartitions partitions) {
        this.message = message;
        this.origin = origin;
        this.partitions = partitions;
        this.term = partitions.term(origin.partition());
    }

    static TaskRecord of(Message<byte[]> message, TaskPartitions partitions) {
        return new TaskRecord(
                message,
                message.getMetadata(IncomingKafkaRecordMetadata.class)
                        .<ConsumerRecord<?, ?>>map(metadata -> metadata.getRecord())
                        .orElse(UNKNOWN),
                partitions);
    }

    String topic() {
        return origin.topic();
    }

    String place() {
        return "%s-%d@%d".formatted(origin.topic(), origin.partition(), origin.offset());
    }

    /** The trace that it came with. */
    Context sender() {
        return TraceHeaders.extract(origin.headers());
    }

    /**
     * The event in it.
     *
     * @throws io.agentfleet.schemas.FleetException UNREADABLE_RECORD if it is none, UNAVAILABLE if
     *     the schema registry is away
     */
    <T extends SpecificRecord> T decode(EventCodec<T> codec) {
        return codec.decode(origin.topic(), message.getPayload());
    }

    ProducerRecord<byte[], byte[]> deadLetter(ErrorCode code, String reason) {
        return DeadLetterRecord.of(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                origin.key() instanceof byte[] key ? key : null,
                message.getPayload(),
                origin.headers(),
                code,
                reason);
    }

    /** False once its partition has moved: then its new owner has the record, too. */
    boolean isMine() {
        return partitions.isMine(origin.partition(), term);
    }

    /** Not for one that is no longer mine: it may be here again, and not be done. */
    void acknowledge() {
        if (isMine()) {
            var ignored = message.ack();
        }
    }
}
