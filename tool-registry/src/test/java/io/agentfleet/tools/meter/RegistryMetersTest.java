package io.agentfleet.tools.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RegistryMeters meters = new RegistryMeters(registry);

    @Test
    void countsCallsByStatusAndErrorsByCode() {
        called("query_database", "failed", Optional.of(ErrorCode.TOOL_TIMEOUT));

        assertThat(calls("failed")).isEqualTo(1);
        assertThat(calls("rejected")).isZero();
        assertThat(
                        registry.get("tool_errors")
                                .tags("tool", "query_database", "error_code", "tool_timeout")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    private double calls(String status) {
        return registry.get("tool_calls")
                .tags("tool", "query_database", "status", status)
                .counter()
                .count();
    }

    private void called(String tool, String status, Optional<ErrorCode> error) {
        meters.called(tool, status, error, Duration.ofMillis(20));
    }

    @Test
    void toolsBeyondTwoHundredAreOneSeries() {
        for (int i = 0; i < 200; i++) {
            called("tool_" + i, "succeeded", Optional.empty());
        }
        called("one_more", "succeeded", Optional.empty());
        int before = registry.getMeters().size();

        for (int i = 200; i < 1_200; i++) {
            called("tool_" + i, "succeeded", Optional.empty());
            meters.watchBreaker("tool_" + i, () -> 0);
        }

        assertThat(registry.getMeters()).hasSize(before + 1); // and one breaker
        assertThat(
                        registry.get("tool_calls")
                                .tags("tool", "other", "status", "succeeded")
                                .counter()
                                .count())
                .isEqualTo(1_001);
    }
}
