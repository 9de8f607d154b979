package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The registry's Kafka clients: one producer for all it writes, one consumer for the catalog. */
@ApplicationScoped
public class KafkaClients {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** All that is set under {@code kafka.}. */
    @Produces
    @Singleton
    KafkaClientSettings kafka(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        return KafkaClientSettings.of(settings);
    }

    @Produces
    @Singleton
    Producer<byte[], byte[]> producer(KafkaClientSettings kafka, KafkaConfig config) {
        return new KafkaProducer<>(
                kafka.durableProducer(
                        "tool-registry",
                        config.appendTimeout(),
                        config.appendTimeout().dividedBy(2)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void close(@Disposes Producer<byte[], byte[]> producer) {
        producer.close(CLOSE_WITHIN);
    }

    @Produces
    @Dependent
    Supplier<Consumer<String, byte[]>> catalogConsumers(KafkaClientSettings kafka) {
        return () ->
                new KafkaConsumer<>(
                        kafka.with(
                                Map.of(
                                        "client.id",
                                        "tool-registry-catalog",
                                        "enable.auto.commit",
                                        false,
                                        "auto.offset.reset",
                                        "earliest",
                                        "isolation.level",
                                        "read_committed",
                                        "allow.auto.create.topics",
                                        false)),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }
}
