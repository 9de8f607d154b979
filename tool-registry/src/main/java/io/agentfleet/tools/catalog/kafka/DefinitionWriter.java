package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.tools.catalog.RegisteredTool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends tools to tool.definitions, keyed by name. */
@Singleton
class DefinitionWriter {

    private final Producer<byte[], byte[]> producer;
    private final EventCodec<ToolDefinitionEvent> codec;
    private final InstantSource clock;

    DefinitionWriter(Producer<byte[], byte[]> producer, KafkaConfig config, InstantSource clock) {
        this.producer = producer;
        this.codec = new EventCodec<>(ToolDefinitionEvent.class, config.schemaRegistryUrl());
        this.clock = clock;
    }

    /**
     * Sends it.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if it cannot be encoded now
     */
    Future<RecordMetadata> publish(RegisteredTool tool) {
        return producer.send(
                KafkaConfig.RECORDS.of(
                        Topics.TOOL_DEFINITIONS,
                        tool.definition().name().value(),
                        DefinitionEvents.event(tool, clock.instant()),
                        codec::encode));
    }

    @PreDestroy
    void close() {
        codec.close();
    }
}
