package io.agentfleet.localfleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Duration AT_ONCE = Duration.ofMillis(10);

    @Test
    void startsAgainAtOnceThenDoublesFromOneSecondToThirty() {
        List<Long> seconds = new ArrayList<>();
        RestartPolicy backOff = RestartPolicy.NONE;
        for (int end = 0; end < 9; end++) {
            backOff = backOff.afterEnd(AT_ONCE);
            seconds.add(backOff.delay().toSeconds());
        }
        assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void beginsAnewAfterAMinuteOfService() {
        RestartPolicy backOff =
                RestartPolicy.NONE.afterEnd(AT_ONCE).afterEnd(AT_ONCE).afterEnd(AT_ONCE);
        assertThat(backOff.afterEnd(Duration.ofSeconds(61)).delay()).isZero();
    }

    @Test
    void staysShortInADrill() {
        RestartPolicy backOff =
                RestartPolicy.IN_A_DRILL.afterEnd(AT_ONCE).afterEnd(AT_ONCE).afterEnd(AT_ONCE);
        assertThat(backOff.delay()).hasSeconds(1);
        assertThat(backOff.afterEnd(Duration.ofSeconds(6)).delay()).isZero();
    }

    @Test
    void callsForHelpAfterFiveEndsInARow() {
        RestartPolicy backOff = RestartPolicy.NONE;
        for (int end = 0; end < 4; end++) {
            backOff = backOff.afterEnd(AT_ONCE);
        }
        assertThat(backOff.isHopeless()).isFalse();
        assertThat(backOff.afterEnd(AT_ONCE).isHopeless()).isTrue();
    }
}
