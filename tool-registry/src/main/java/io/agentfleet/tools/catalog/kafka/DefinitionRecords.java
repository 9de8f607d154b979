package io.agentfleet.tools.catalog.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.RegistrationService;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.meter.RegistryMeters;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * What a record of tool.definitions means for the catalog. One that cannot be used goes to the dead
 * letters, each time a registry reads it.
 */
@Singleton
class DefinitionRecords {

    private static final Logger LOG = Logger.getLogger(DefinitionRecords.class);

    private final ToolCatalog catalog;
    private final EventCodec<ToolDefinitionEvent> codec;
    private final Producer<byte[], byte[]> producer;
    private final RegistryMeters meters;

    DefinitionRecords(
            ToolCatalog catalog,
            KafkaConfig config,
            Producer<byte[], byte[]> producer,
            RegistryMeters meters) {
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
            return;
        }
        try {
            DefinitionDraft draft =
                    DefinitionEvents.draft(codec.decode(record.topic(), record.value()));
            catalog.put(RegistrationService.read(draft));
        } catch (FleetException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            toDeadLetters(record, e);
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
