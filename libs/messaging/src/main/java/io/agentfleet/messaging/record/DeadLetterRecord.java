package io.agentfleet.messaging.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Headers;
import io.agentfleet.schemas.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read or handled, on its way to {@code <topic>.dlq}: key, bytes and
 * headers as they came. Of one that would be too large with the reasons beside it, only the
 * beginning: the whole stays where it is.
 */
public final class DeadLetterRecord {

    /** Below what a topic takes (1 MiB), with room for what the protocol adds. */
    private static final int MOST_BYTES = 1_000_000;

    private static final int KEPT_OF_A_KEY = 1_000;

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
        String letters = Topics.deadLetters(topic);
        RecordHeaders headers = new RecordHeaders(original);
        List<Header> reasons = reasons(topic, partition, offset, code, reason);
        reasons.forEach(headers::add);
        if (size(key) + size(value) + size(headers) <= MOST_BYTES) {
            return new ProducerRecord<>(letters, null, null, key, value, headers);
        }
        RecordHeaders fewer = new RecordHeaders(reasons);
        fewer.add(header(Headers.DLQ_CUT, Long.toString(size(value))));
        byte[] start = beginning(key, KEPT_OF_A_KEY);
        int room = (int) (MOST_BYTES - size(start) - size(fewer));
        return new ProducerRecord<>(letters, null, null, start, beginning(value, room), fewer);
    }

    private static long size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static long size(Iterable<Header> headers) {
        long size = 0;
        for (Header header : headers) {
            size += header.key().length() * 3L + size(header.value());
        }
        return size;
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static List<Header> reasons(
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
