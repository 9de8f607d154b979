package io.agentfleet.orchestrator.streams;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The Kafka clients of the flow under exactly-once: Kafka's own, but its threads wait for records
 * as long as {@link PollTimeout} says.
 */
final class FlowClients implements KafkaClientSupplier {

    private final KafkaClientSettings kafka;

    FlowClients(KafkaClientSettings kafka) {
        this.kafka = kafka;
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(kafka.with(settings));
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new KafkaProducer<>(
                kafka.with(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new Listening(kafka, settings);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return plain(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return plain(settings);
    }

    private Consumer<byte[], byte[]> plain(Map<String, Object> settings) {
        return new KafkaConsumer<>(
                kafka.with(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The consumer of a thread; used by that thread alone. */
    private static final class Listening extends KafkaConsumer<byte[], byte[]> {

        private final PollTimeout pollTimeout = new PollTimeout(System::nanoTime);

        Listening(KafkaClientSettings kafka, Map<String, Object> settings) {
            super(kafka.with(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
            ConsumerRecords<byte[], byte[]> records = super.poll(pollTimeout.of(atMost));
            if (!records.isEmpty()) {
                pollTimeout.received();
            }
            return records;
        }
    }
}
