package io.agentfleet.messaging.fake;

import io.agentfleet.messaging.log.RecordLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log that the test can read. */
public final class InMemoryRecordLog implements RecordLog {

    /** An event as it was published. */
    public record Published(String topic, String key, SpecificRecord event) {}

    private final List<Published> published = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

    @Override
    public synchronized void publish(String topic, String key, SpecificRecord event) {
        published.add(new Published(topic, key, event));
    }

    @Override
    public void publishAsync(String topic, String key, SpecificRecord event) {
        publish(topic, key, event);
    }

    @Override
    public synchronized void toDeadLetters(ProducerRecord<byte[], byte[]> deadLetter) {
        deadLetters.add(deadLetter);
    }

    /** Events of a topic, in order. */
    public synchronized <T extends SpecificRecord> List<T> events(String topic, Class<T> type) {
        return published.stream()
                .filter(p -> p.topic().equals(topic))
                .map(p -> type.cast(p.event()))
                .toList();
    }

    /** Dead letters, in order. */
    public synchronized List<ProducerRecord<byte[], byte[]>> deadLetters() {
        return List.copyOf(deadLetters);
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
