package io.agentfleet.messaging.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Headers;
import io.agentfleet.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read or handled, on its way to {@code <topic>.dlq}: key, bytes and
 * headers as they came.
 */
public final class DeadLetterRecord {

    private DeadLetterRecord() {}

    /**
     * The dead letter of a record.
     *
     * @param reason for people; without a stack trace
     */
    public static ProducerRecord<byte[], byte[]> of(
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> original,
            ErrorCode code,
            String reason) {
        RecordHeaders headers = new RecordHeaders(original);
        reasons(topic, partition, offset, code, reason).forEach(headers::add);
        return new ProducerRecord<>(Topics.deadLetters(topic), null, null, key, value, headers);
    }

    /** The headers that say why a record from this place is a dead letter. */
    public static List<Header> reasons(
            String topic, int partition, long offset, ErrorCode code, String reason) {
        return List.of(
                header(Headers.DLQ_CODE, code.wire()),
                header(Headers.DLQ_REASON, reason),
                header(Headers.DLQ_TOPIC, topic),
                header(Headers.DLQ_PARTITION, Integer.toString(partition)),
                header(Headers.DLQ_OFFSET, Long.toString(offset)));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
