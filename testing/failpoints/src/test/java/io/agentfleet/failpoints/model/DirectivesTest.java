package io.agentfleet.failpoints.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "count the orders", "drill", "drill it", "a drilled=1 hole"})
    void aGoalWithoutDirectivesIsOneStepAtOnce(String goal) {
        assertThat(Directives.of(goal)).isEqualTo(Directives.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "drill steps=2 latency=2s, 2, PT2S",
        "drill latency=250ms, 1, PT0.25S",
        "drill steps=0, 0, PT0S",
        "Task 7: drill steps=24 latency=30m please, 24, PT30M",
        "drill latency=20m steps=3, 3, PT20M"
    })
    void readsStepsAndLatency(String goal, int steps, Duration latency) {
        assertThat(Directives.of(goal)).isEqualTo(new Directives(steps, latency, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drill speed=9",
                "drill steps=25",
                "drill steps=-1",
                "drill steps=",
                "drill latency=31m",
                "drill latency=2",
                "drill latency=2h",
                "drill steps=1 sleep=4s"
            })
    void namesWhatItDoesNotUnderstand(String goal) {
        String wrong = goal.substring(goal.lastIndexOf(' ') + 1);
        assertThatThrownBy(() -> Directives.of(goal))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("'" + wrong + "'");
    }

    @Test
    void oneAgentAloneMayBeSlow() {
        Directives directives = Directives.of("drill latency=2s only=analysis");
        assertThat(directives.latencyOf("analysis")).isEqualTo(Duration.ofSeconds(2));
        assertThat(directives.latencyOf("planner")).isZero();
    }

    @Test
    void laterDirectivesWin() {
        assertThat(Directives.of("drill steps=2 and then drill steps=3").steps()).isEqualTo(3);
    }
}
