package io.agentfleet.agent.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class KafkaMetersTest {

    private static final String ID = "c1f9ae0d-3ea1-42ba-8c3e-1fe8edb18676";
    private static final String LAST_POLL = "kafka.consumer.last.poll.seconds.ago";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    KafkaMetersTest() {
        registry.config().meterFilter(new KafkaMeters());
    }

    @Test
    void keepsWhatSomebodyAsksForAndNothingElseOfKafka() {
        registry.counter(LAST_POLL, "client.id", "view-feed");
        registry.counter("kafka.consumer.io.ratio", "client.id", "view-feed");
        registry.counter("agent_requests", "agent_name", "search");

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder(LAST_POLL, "agent_requests");
    }

    @Test
    void takesIdsOutOfLabels() {
        registry.counter(
                LAST_POLL,
                "client.id",
                "flow-" + ID + "-StreamThread-1-consumer",
                "process.id",
                ID);

        Meter.Id kept = registry.getMeters().getFirst().getId();
        assertThat(kept.getTag("client.id")).isEqualTo("flow-StreamThread-1-consumer");
        assertThat(kept.getTag("process.id")).isNull();
    }

    @Test
    void aConsumerThatWaitsForSomethingToRestoreDoesNotSeemStuck() {
        registry.counter(LAST_POLL, "client.id", "flow-StateUpdater-1-restore-consumer");

        assertThat(registry.getMeters()).isEmpty();
    }
}
