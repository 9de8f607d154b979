package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.tools.catalog.DefinitionLog;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The log of definitions on the compacted topic tool.definitions, keyed by tool name. */
@ApplicationScoped
public class KafkaDefinitionLog implements DefinitionLog {

    private final Producer<byte[], byte[]> producer;
    private final EventCodec<ToolDefinitionEvent> codec;
    private final KafkaConfig config;
    private final InstantSource clock;
    private final CatalogReader reader;

    KafkaDefinitionLog(
            DefinitionRecords records,
            Producer<byte[], byte[]> producer,
            KafkaClientSettings kafka,
            KafkaConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.producer = producer;
        this.codec = new EventCodec<>(ToolDefinitionEvent.class, config.schemaRegistryUrl());
        this.config = config;
        this.clock = clock;
        this.reader = new CatalogReader(kafka, meters, records, clock);
        reader.start();
    }

    @Override
    public void append(ToolDefinition definition) {
        try {
            RecordMetadata place =
                    producer.send(record(definition))
                            .get(config.appendTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!reader.awaitApplied(place.partition(), place.offset(), config.appendTimeout())) {
                throw unavailable(definition, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(definition, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(definition, e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(ToolDefinition definition) {
        return KafkaConfig.RECORDS.of(
                Topics.TOOL_DEFINITIONS,
                definition.name().value(),
                DefinitionEvents.event(definition, clock.instant()),
                codec::encode);
    }

    private static FleetException unavailable(
            ToolDefinition definition, @Nullable Exception cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "'%s' was not registered because Kafka did not take or return its definition in time: try again, or see that topic %s exists"
                        .formatted(definition.name(), Topics.TOOL_DEFINITIONS),
                cause);
    }

    @Override
    public boolean ready() {
        return reader.caughtUp()
                && clock.instant().isBefore(reader.lastContact().plus(config.silence()));
    }

    @PreDestroy
    void stop() {
        reader.close();
        codec.close();
    }
}
