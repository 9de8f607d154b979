package io.agentfleet.tools.audit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.testservers.TestServers;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.effect.SampleEffects;
import io.agentfleet.tools.meter.RegistryMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaAuditLogIT {

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaAuditLog log =
            new KafkaAuditLog(kafka, new Config(), new RegistryMeters(meters));

    @AfterEach
    void stop() throws InterruptedException {
        log.stop();
    }

    @Test
    void sendsAgainWhatKafkaDidNotTakeInTime() {
        log.record(entry());
        for (int sent = 1; sent <= 3; sent++) {
            awaitSent(sent);
            kafka.errorNext(new TimeoutException("Kafka is away"));
        }
        awaitSent(4);
        kafka.completeNext();
        assertThat(lost()).isZero();
    }

    @Test
    void countsWhatKafkaWillNeverTakeAsLost() {
        log.record(entry());
        awaitSent(1);
        kafka.errorNext(new RecordTooLargeException("too large"));
        assertThat(lost()).isEqualTo(1);
    }

    @Test
    void countsWhatIsStillWaitingAtTheEndAsLost() throws InterruptedException {
        log.stop();
        log.record(entry());
        log.stop();
        assertThat(lost()).isEqualTo(1);
    }

    private void awaitSent(int records) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(kafka.history()).hasSize(records));
    }

    private double lost() {
        return meters.counter("tool_audit_lost").count();
    }

    private static AuditEntry entry() {
        return new AuditEntry.Called(
                SampleEffects.call(true),
                "succeeded",
                Optional.empty(),
                Duration.ZERO,
                Instant.EPOCH);
    }

    private record Config() implements KafkaConfig {
        @Override
        public String schemaRegistryUrl() {
            return TestServers.shared().registryUrl();
        }

        @Override
        public Duration appendTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration silence() {
            return Duration.ofSeconds(10);
        }
    }
}
