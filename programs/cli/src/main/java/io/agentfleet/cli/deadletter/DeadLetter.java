package io.agentfleet.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.Headers;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A dead letter as it lies on the log. */
public record DeadLetter(ConsumerRecord<byte @Nullable [], byte @Nullable []> found) {

    private static final String DEAD_LETTER_HEADERS = "dlq_";

    public DeadLetterId id() {
        return new DeadLetterId(found.topic(), found.partition(), found.offset());
    }

    /** When it became a dead letter. */
    public Instant at() {
        return Instant.ofEpochMilli(found.timestamp());
    }

    /** The error code; empty if the record has none. */
    public String code() {
        return header(Headers.DLQ_CODE).orElse("");
    }

    /** Why it is a dead letter; empty if the record does not say. */
    public String reason() {
        return header(Headers.DLQ_REASON).orElse("");
    }

    /** The topic it was meant for. */
    public String origin() {
        return header(Headers.DLQ_TOPIC)
                .orElseGet(() ->
                        found.topic()
                                .substring(
                                        0, found.topic().length() - DeadLetterId.SUFFIX.length()));
    }

    /** Where the original record was, as far as the record says so. */
    public String from() {
        return "%s/%s/%s"
                .formatted(
                        origin(),
                        header(Headers.DLQ_PARTITION).orElse("?"),
                        header(Headers.DLQ_OFFSET).orElse("?"));
    }

    /** The dead letter that it was before it was replayed and failed again. */
    public Optional<String> replayedFrom() {
        return header(Headers.REPLAYED_FROM);
    }

    public byte @Nullable [] key() {
        return found.key();
    }

    public byte @Nullable [] value() {
        return found.value();
    }

    /** Size of its value in bytes. */
    public int size() {
        byte[] value = found.value();
        return value == null ? 0 : value.length;
    }

    /** The original record for its original topic, with a header that names the dead letter. */
    ProducerRecord<byte[], byte[]> again() {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : found.headers()) {
            if (!header.key().startsWith(DEAD_LETTER_HEADERS)) {
                headers.add(header);
            }
        }
        headers.add(Headers.REPLAYED_FROM, id().toString().getBytes(UTF_8));
        return new ProducerRecord<>(origin(), null, null, found.key(), found.value(), headers);
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(found.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, UTF_8));
    }
}
