package io.agentfleet.taskapi.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ViewMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ViewMeters meters = new ViewMeters(registry);

    @Test
    void measuresEachTopicByItself() {
        meters.shown(Topics.STEPS, Duration.ofMillis(80));
        meters.shown(Topics.STEPS, Duration.ofMillis(-3)); // another machine's clock

        assertThat(count(Topics.STEPS)).isEqualTo(2);
        assertThat(count(Topics.EVENTS)).isZero();
    }

    private long count(String topic) {
        return registry.get("orchestrator_view_latency").tag("topic", topic).timer().count();
    }
}
