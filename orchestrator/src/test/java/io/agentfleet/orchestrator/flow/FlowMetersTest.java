package io.agentfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.records.Inbox;
import io.agentfleet.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FlowMeters meters = new FlowMeters(registry);

    @Test
    void measuresEachHopByItself() {
        meters.decided(Topics.RESULTS, Duration.ofMillis(12));
        meters.decided(Topics.RESULTS, Duration.ofMillis(-3)); // another machine's clock

        assertThat(count("orchestrator_flow_latency", Topics.RESULTS)).isEqualTo(2);
        assertThat(count("orchestrator_flow_latency", Inbox.TASKS)).isZero();
    }

    private long count(String name, String topic) {
        return registry.get(name).tag("topic", topic).timer().count();
    }

    @Test
    void agentsBeyondFiftyAreOneSeries() {
        int before = registry.getMeters().size();

        for (int i = 0; i < 1_000; i++) {
            meters.dispatched("made-up-" + i, false);
        }

        assertThat(registry.getMeters()).hasSize(before + 51);
        assertThat(registry.get("orchestrator_dispatches").tag("agent", "other").counter().count())
                .isEqualTo(950);
    }
}
