package io.agentfleet.tools.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolsConfigTest {

    @Test
    void defaultsAreThoseOfTheSeeds() {
        ToolsConfig config = TestToolsConfig.with(Map.of());
        assertThat(config.callsPerRootTask()).isEqualTo(50);
        assertThat(config.depth()).isEqualTo(5);
        assertThat(config.repeats()).isEqualTo(3);
        assertThat(config.breaker().failureRatio()).isEqualTo(0.3);
        assertThat(config.resultSize().asLongValue()).isEqualTo(256 * 1024);
    }

    @Test
    void everyKeyCanBeSet() {
        ToolsConfig config =
                TestToolsConfig.with(
                        Map.of(
                                "fleet.tools.calls-per-root-task", "7",
                                "fleet.tools.depth", "2",
                                "fleet.tools.repeats", "4",
                                "fleet.tools.result-size", "1M",
                                "fleet.tools.concurrency", "3",
                                "fleet.tools.place-wait", "1s",
                                "fleet.tools.breaker.failure-ratio", "0.5",
                                "fleet.tools.breaker.window", "10",
                                "fleet.tools.breaker.pause", "9s"));
        assertThat(config.callsPerRootTask()).isEqualTo(7);
        assertThat(config.depth()).isEqualTo(2);
        assertThat(config.repeats()).isEqualTo(4);
        assertThat(config.resultSize().asLongValue()).isEqualTo(1024 * 1024);
        assertThat(config.concurrency()).isEqualTo(3);
        assertThat(config.placeWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.breaker().failureRatio()).isEqualTo(0.5);
        assertThat(config.breaker().window()).isEqualTo(10);
        assertThat(config.breaker().pause()).isEqualTo(Duration.ofSeconds(9));
    }
}
