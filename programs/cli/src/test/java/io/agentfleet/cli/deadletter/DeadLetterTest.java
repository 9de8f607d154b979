package io.agentfleet.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.schemas.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTest {

    private static final String SCHEMA =
            """
            {"type": "record", "name": "Sign", "fields": [
              {"name": "who", "type": "string"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
            """;

    private final DeadLetterDecoder contents =
            new DeadLetterDecoder(id -> Optional.ofNullable(Map.of(7, SCHEMA).get(id)));

    @Test
    void anIdIsReadAsItIsWritten() {
        DeadLetterId id = new DeadLetterId("agent.tasks.search.dlq", 5, 1234567890123L);
        assertThat(DeadLetterId.of(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "agent.results/3/42", "a.dlq/3", "a.dlq/-1/2", "a.dlq/x/1"})
    void whatIsNoIdIsRefusedByName(String text) {
        assertThatThrownBy(() -> DeadLetterId.of(text))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("dlq list");
    }

    @Test
    void aReplayedRecordIsTheOriginalAndNamesItsDeadLetter() {
        RecordHeaders original = new RecordHeaders();
        original.add("traceparent", "00-a-b-01".getBytes(UTF_8));
        original.add("attempt", "2".getBytes(UTF_8));
        original.add("dlq_replayed_from", "agent.results.dlq/0/1".getBytes(UTF_8));
        DeadLetter deadLetter = deadLetter("session".getBytes(UTF_8), new byte[] {1, 2}, original);

        ProducerRecord<byte[], byte[]> again = deadLetter.again();

        assertThat(deadLetter.replayedFrom()).contains("agent.results.dlq/0/1");
        assertThat(again.topic()).isEqualTo("agent.results");
        assertThat(again.key()).asString(UTF_8).isEqualTo("session");
        assertThat(again.value()).containsExactly(1, 2);
        assertThat(headers(again))
                .containsExactly(
                        "traceparent=00-a-b-01",
                        "attempt=2",
                        "dlq_replayed_from=agent.results.dlq/2/9");
    }

    @Test
    void aDeadLetterWithoutHeadersBelongsToTheTopicOfItsName() {
        DeadLetter deadLetter =
                new DeadLetter(new ConsumerRecord<>("agent.results.dlq", 2, 9L, null, null));
        assertThat(deadLetter.origin()).isEqualTo("agent.results");
        assertThat(deadLetter.from()).isEqualTo("agent.results/?/?");
        assertThat(deadLetter.size()).isZero();
        assertThat(contents.read(deadLetter)).isEqualTo(new DeadLetterContent.Nothing());
    }

    @Test
    void aResolutionIsReadAsItIsWrittenAndNoiseHidesNothing() {
        Resolution resolution =
                new Resolution(
                        Resolution.Action.DROPPED, "ada", Instant.parse("2026-11-21T05:00:00Z"));
        assertThat(new String(resolution.json(), UTF_8))
                .isEqualTo(
                        "{\"action\":\"dropped\",\"by\":\"ada\",\"at\":\"2026-11-21T05:00:00Z\"}");
        assertThat(Resolution.of(resolution.json())).contains(resolution);
        assertThat(Resolution.of("{\"action\":\"eaten\"}".getBytes(UTF_8))).isEmpty();
        assertThat(Resolution.of("{}".getBytes(UTF_8))).isEmpty();
        assertThat(Resolution.of(new byte[] {0, 1})).isEmpty();
    }

    @Test
    void anEventIsShownWithTheSchemaThatWroteIt() {
        byte[] value =
                ByteBuffer.allocate(9)
                        .put((byte) 0)
                        .putInt(7)
                        .put((byte) 4)
                        .put("me".getBytes(UTF_8))
                        .put((byte) 2)
                        .array();
        assertThat(contents.read(deadLetter(null, value, new RecordHeaders())))
                .isInstanceOfSatisfying(
                        DeadLetterContent.Event.class,
                        event -> {
                            assertThat(event.schema()).isEqualTo("Sign");
                            assertThat(event.fields())
                                    .hasToString(
                                            "{\"who\":\"me\",\"at\":\"1970-01-01T00:00:00.001Z\"}");
                        });
    }

    @Test
    void whatIsNoEventIsShownAsTextOrDigitsWithTheReason() {
        assertThat(read("hello, 세계".getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        DeadLetterContent.Text.class,
                        text -> assertThat(text.text()).isEqualTo("hello, 세계"));
        assertThat(read(new byte[] {0, 0, 0, 0, 8, 1}))
                .isEqualTo(
                        new DeadLetterContent.Bytes(
                                "000000000801", "the registry knows no schema 8"));
        assertThat(read(new byte[] {0, 0, 0, 0, 7, 4, 'm'}))
                .isInstanceOf(DeadLetterContent.Bytes.class);
        assertThat(read(new byte[] {0, 0, 0, 0, 7, 2, 'm', 2, 9}))
                .isEqualTo(
                        new DeadLetterContent.Bytes(
                                "0000000007026d0209", "there are bytes left after a whole Sign"));
        assertThat(read(new byte[] {0, 0, 0, 0, 7, (byte) 0xfe, (byte) 0xff, (byte) 0xff, 1}))
                .isInstanceOf(DeadLetterContent.Bytes.class);
        assertThat(read("\u001b[2J".getBytes(UTF_8))).isInstanceOf(DeadLetterContent.Bytes.class);
    }

    @Test
    void aLengthOfGigabytesIsRefusedNotAllocated() {
        byte[] claims = {0, 0, 0, 0, 7, (byte) 0xf0, (byte) 0xf5, (byte) 0xff, (byte) 0xff, 15};
        assertThat(read(claims))
                .isInstanceOfSatisfying(
                        DeadLetterContent.Bytes.class,
                        bytes -> assertThat(bytes.note()).contains("exceeds"));
    }

    private DeadLetterContent read(byte[] value) {
        return contents.read(deadLetter(null, value, new RecordHeaders()));
    }

    private static DeadLetter deadLetter(
            byte @Nullable [] key, byte @Nullable [] value, RecordHeaders original) {
        ProducerRecord<byte[], byte[]> dead =
                DeadLetterRecord.of(
                        "agent.results",
                        4,
                        17,
                        key,
                        value,
                        original,
                        ErrorCode.UNREADABLE_RECORD,
                        "not Avro");
        return new DeadLetter(
                new ConsumerRecord<>(
                        dead.topic(),
                        2,
                        9L,
                        0L,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        dead.key(),
                        dead.value(),
                        dead.headers(),
                        Optional.empty()));
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map((Header header) -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }
}
