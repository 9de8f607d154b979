package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.tools.catalog.DefinitionLog;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The log of definitions on the compacted topic tool.definitions, keyed by tool name. */
@ApplicationScoped
public class KafkaDefinitionLog implements DefinitionLog {

    private final DefinitionWriter writer;
    private final KafkaConfig config;
    private final InstantSource clock;
    private final CatalogReader reader;

    KafkaDefinitionLog(
            DefinitionRecords records,
            DefinitionWriter writer,
            KafkaClientSettings kafka,
            KafkaConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.writer = writer;
        this.config = config;
        this.clock = clock;
        this.reader = new CatalogReader(kafka, meters, records, clock);
        reader.start();
    }

    @Override
    public void append(RegisteredTool tool) {
        try {
            RecordMetadata place =
                    writer.publish(tool)
                            .get(config.appendTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!reader.awaitApplied(place.partition(), place.offset(), config.appendTimeout())) {
                throw unavailable(tool, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(tool, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(tool, e);
        }
    }

    private static FleetException unavailable(RegisteredTool tool, @Nullable Exception cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "'%s' was not registered because Kafka did not take or return its definition in time: try again, or see that topic %s exists"
                        .formatted(tool.definition().name(), Topics.TOOL_DEFINITIONS),
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
    }
}
