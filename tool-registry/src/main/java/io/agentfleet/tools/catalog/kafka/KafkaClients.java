package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The registry's Kafka clients: one producer for all it writes. */
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
}
