package io.agentfleet.tools.catalog.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.record.DeadLetterRecord;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.RegistrationService;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.meter.RegistryMeters;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * What a record of tool.definitions means for the catalog. One that cannot be used goes to the dead
 * letters, each time a registry reads it.
 */
final class DefinitionRecords {

    private static final Logger LOG = Logger.getLogger(DefinitionRecords.class);

    private final ToolCatalog catalog;
    private final BiFunction<String, byte[], ToolDefinitionEvent> decoder;
    private final Producer<byte[], byte[]> producer;
    private final RegistryMeters meters;

    DefinitionRecords(
            ToolCatalog catalog,
            BiFunction<String, byte[], ToolDefinitionEvent> decoder,
            Producer<byte[], byte[]> producer,
            RegistryMeters meters) {
        this.catalog = catalog;
        this.decoder = decoder;
        this.producer = producer;
        this.meters = meters;
    }

    /**
     * Applies a record.
     *
     * @throws FleetException with UNAVAILABLE if it cannot be read now: apply it again later
     */
    void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            catalog.remove(record.key());
            return;
        }
        try {
            DefinitionDraft draft =
                    DefinitionEvents.draft(decoder.apply(record.topic(), record.value()));
            catalog.put(RegistrationService.read(draft));
        } catch (FleetException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            bury(record, e);
        }
    }

    /** All that stood in the log at the start was applied. */
    void caughtUp() {
        catalog.complete();
    }

    private void bury(ConsumerRecord<String, byte[]> record, FleetException why) {
        meters.definitionBuried();
        LOG.warnf(
                "dead_letter topic=%s key=%s partition=%d offset=%d reason=%s",
                Topics.TOOL_DEFINITIONS,
                record.key(),
                record.partition(),
                record.offset(),
                why.getMessage());
        Future<RecordMetadata> _ =
                producer.send(
                        DeadLetterRecord.of(
                                Topics.TOOL_DEFINITIONS,
                                record.partition(),
                                record.offset(),
                                record.key() == null ? null : record.key().getBytes(UTF_8),
                                record.value(),
                                record.headers(),
                                why.code(),
                                String.valueOf(why.getMessage())),
                        (metadata, failure) -> {
                            if (failure != null) {
                                LOG.errorf(failure, "dead_letter_not_taken key=%s", record.key());
                            }
                        });
    }
}
