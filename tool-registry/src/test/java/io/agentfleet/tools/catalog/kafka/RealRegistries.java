package io.agentfleet.tools.catalog.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.testservers.TestServers;
import io.agentfleet.testservers.TestTopics;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolOwner;
import io.agentfleet.tools.meter.RegistryMeters;
import io.agentfleet.tools.registration.RegistrationService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Catalogs of several secured registries, on the same real Kafka. */
final class RealRegistries implements AutoCloseable {

    private final TestServers parts = TestServers.shared();
    private final Config config = new Config(parts.registryUrl());
    private final List<AutoCloseable> started = new ArrayList<>();

    RealRegistries() {
        TestTopics.create(parts.kafka(), List.of(Topics.TOOL_DEFINITIONS));
    }

    /** One of them. */
    record Registry(ToolCatalog catalog, KafkaDefinitionLog log, RegistrationService registration) {

        void awaitReady() {
            await().atMost(Duration.ofSeconds(30)).until(log::ready);
        }

        Optional<ToolOwner> ownerOf(String name) {
            return catalog.find(name).map(tool -> tool.ownership().owner());
        }

        Optional<String> endpointOf(String name) {
            return catalog.find(name).map(tool -> tool.definition().endpoint().toString());
        }
    }

    /** Another one, which does this before each record that it writes. */
    Registry start(Runnable before) {
        ToolCatalog catalog = ToolCatalog.secured();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Producer<byte[], byte[]> producer = producer(before);
        DefinitionWriter writer = new DefinitionWriter(producer, config, InstantSource.system());
        DefinitionRecords records =
                new DefinitionRecords(
                        catalog, config, producer, new RegistryMeters(meters), writer);
        KafkaDefinitionLog log =
                new KafkaDefinitionLog(
                        records,
                        writer,
                        KafkaClientSettings.at(parts.kafka()),
                        config,
                        InstantSource.system(),
                        meters);
        started.addAll(List.<AutoCloseable>of(log::stop, records::close, writer::close, producer));
        return new Registry(
                catalog,
                log,
                RegistrationService.of(
                        catalog,
                        log,
                        new AccessPolicy(Set.of("tool-executor")),
                        entry -> {},
                        InstantSource.system()));
    }

    private Producer<byte[], byte[]> producer(Runnable before) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", parts.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                before.run();
                return super.send(record);
            }
        };
    }

    /** Writes past all registries. */
    void write(RegisteredTool tool) {
        try (Producer<byte[], byte[]> producer = producer(() -> {})) {
            DefinitionWriter writer =
                    new DefinitionWriter(producer, config, InstantSource.system());
            Future<RecordMetadata> _ = writer.publish(tool);
            writer.close();
        }
    }

    /** The owners of a name, oldest record first. */
    List<String> ownersOnTheLog(String name) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                        TopicFollower.consumer(
                                "owners-test", KafkaClientSettings.at(parts.kafka()), Map.of());
                EventCodec<ToolDefinitionEvent> codec =
                        new EventCodec<>(ToolDefinitionEvent.class, parts.registryUrl())) {
            List<TopicPartition> partitions =
                    TopicFollower.assign(consumer, Topics.TOOL_DEFINITIONS);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> owners = new ArrayList<>();
            while (!TopicFollower.hasReached(consumer, ends)) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key() != null && name.equals(new String(record.key(), UTF_8))) {
                        owners.add(codec.decode(record.topic(), record.value()).getOwnerIdentity());
                    }
                }
            }
            return owners;
        }
    }

    private record Config(String schemaRegistryUrl) implements KafkaConfig {
        @Override
        public Duration appendTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration silence() {
            return Duration.ofSeconds(10);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable one : started) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
