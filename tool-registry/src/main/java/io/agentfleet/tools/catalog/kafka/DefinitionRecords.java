package io.agentfleet.tools.catalog.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.meter.RegistryMeters;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * What a record of tool.definitions means for the catalog. One that cannot be used goes to the dead
 * letters, each time a registry reads it. One whose name is another's is passed over, and what it
 * would hide once the topic is compacted is written again after it. Used by the reader alone.
 */
@Singleton
class DefinitionRecords {

    private static final Logger LOG = Logger.getLogger(DefinitionRecords.class);

    private final ToolCatalog catalog;
    private final EventCodec<ToolDefinitionEvent> codec;
    private final Producer<byte[], byte[]> producer;
    private final RegistryMeters meters;
    private final DefinitionWriter writer;
    private final Set<String> hidden = new HashSet<>();

    DefinitionRecords(
            ToolCatalog catalog,
            KafkaConfig config,
            Producer<byte[], byte[]> producer,
            RegistryMeters meters,
            DefinitionWriter writer) {
        this.writer = writer;
        this.catalog = catalog;
        this.codec = new EventCodec<>(ToolDefinitionEvent.class, config.schemaRegistryUrl());
        this.producer = producer;
        this.meters = meters;
    }

    /**
     * Applies a record.
     *
     * @throws FleetException with UNAVAILABLE if it cannot be read now: apply it again later
     */
    void apply(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            catalog.remove(key(record));
            hidden.remove(key(record));
            return;
        }
        try {
            put(DefinitionEvents.tool(codec.decode(record.topic(), record.value())), record);
        } catch (FleetException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            toDeadLetters(record, e);
        }
    }

    private void put(RegisteredTool tool, ConsumerRecord<byte[], byte[]> record) {
        String name = tool.definition().name().value();
        if (catalog.put(tool)) {
            hidden.remove(name);
            return;
        }
        hidden.add(name);
        LOG.warnf(
                "definition_passed_over tool=%s partition=%d offset=%d: the name is another's",
                name, record.partition(), record.offset());
    }

    /**
     * To be called at the end of the log only: writes again what would be hidden. Every replica
     * does, and the same thing, so that none needs to know of the others.
     */
    void restore() {
        for (String name : Set.copyOf(hidden)) {
            catalog.find(name)
                    .ifPresent(tool -> {
                        Future<RecordMetadata> _ = writer.publish(tool);
                    });
            hidden.remove(name);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    /** All that stood in the log at the start was applied. */
    void caughtUp() {
        catalog.complete();
    }

    private void toDeadLetters(ConsumerRecord<byte[], byte[]> record, FleetException why) {
        meters.definitionDeadLettered();
        LOG.warnf(
                "dead_letter topic=%s key=%s partition=%d offset=%d reason=%s",
                Topics.TOOL_DEFINITIONS,
                key(record),
                record.partition(),
                record.offset(),
                why.getMessage());
        Future<RecordMetadata> _ =
                producer.send(
                        DeadLetterRecord.of(
                                Topics.TOOL_DEFINITIONS,
                                record.partition(),
                                record.offset(),
                                record.key(),
                                record.value(),
                                record.headers(),
                                why.code(),
                                String.valueOf(why.getMessage())),
                        (metadata, failure) -> {
                            if (failure != null) {
                                LOG.errorf(
                                        failure, "dead_letter_not_published key=%s", key(record));
                            }
                        });
    }

    @PreDestroy
    void close() {
        codec.close();
    }
}
