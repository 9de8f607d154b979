package io.agentfleet.messaging.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Events as Kafka records: the only place where one becomes the other. The value is in the schema
 * registry's wire format, the headers are those of CloudEvents 1.0 (binary mode).
 *
 * @param source who publishes, such as {@code agent-search}: the header {@code ce_source}
 */
public record EventRecords(String source) {

    /**
     * The record of an event that is published once: each call gives a new {@code ce_id}.
     *
     * @param encoder makes bytes of an event for a topic
     */
    public <T extends SpecificRecord> ProducerRecord<byte[], byte[]> of(
            String topic, String key, T event, BiFunction<String, T, byte[]> encoder) {
        return new ProducerRecord<>(
                topic,
                null,
                null,
                key.getBytes(UTF_8),
                encoder.apply(topic, event),
                headers(UUID.randomUUID().toString(), event));
    }

    /**
     * The headers of an event that may be published again.
     *
     * @param id the same for every copy of the event, different for every other event of the source
     */
    public List<Header> headers(String id, SpecificRecord event) {
        return CloudEventHeaders.of(id, source, event.getClass());
    }
}
