package io.agentfleet.messaging.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Headers;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterRecordTest {

    private static final int LARGEST = 1_048_576;

    private static ProducerRecord<byte[], byte[]> letter(
            byte[] key, byte[] value, RecordHeaders headers) {
        return DeadLetterRecord.of(
                "agent.results",
                2,
                7,
                key,
                value,
                headers,
                ErrorCode.UNREADABLE_RECORD,
                "it is no event");
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void keepsKeyBytesAndHeadersAsTheyCame() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1".getBytes(UTF_8));
        byte[] value = new byte[500_000];

        ProducerRecord<byte[], byte[]> letter = letter(new byte[] {1}, value, headers);

        assertThat(letter.topic()).isEqualTo("agent.results.dlq");
        assertThat(letter.value()).isSameAs(value);
        assertThat(header(letter, "traceparent")).isEqualTo("00-1");
        assertThat(header(letter, Headers.DLQ_OFFSET)).isEqualTo("7");
        assertThat(letter.headers().lastHeader(Headers.DLQ_CUT)).isNull();
    }

    @Test
    void theLetterOfTheLargestRecordFitsAndTellsHowLargeItWas() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("large", new byte[LARGEST / 2]);

        ProducerRecord<byte[], byte[]> letter =
                letter(new byte[LARGEST / 4], new byte[LARGEST], headers);

        assertThat(letter.key().length + letter.value().length).isLessThan(1_000_000);
        assertThat(letter.value().length).isGreaterThan(900_000);
        assertThat(letter.headers().lastHeader("large")).isNull();
        assertThat(header(letter, Headers.DLQ_CUT)).isEqualTo("1048576");
        assertThat(header(letter, Headers.DLQ_REASON)).isEqualTo("it is no event");
    }
}
