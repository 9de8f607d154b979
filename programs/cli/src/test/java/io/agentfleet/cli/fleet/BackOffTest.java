package io.agentfleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Duration AT_ONCE = Duration.ofMillis(10);

    @Test
    void startsAgainAtOnceThenDoublesFromOneSecondToThirty() {
        List<Long> seconds = new ArrayList<>();
        BackOff backOff = BackOff.NONE;
        for (int end = 0; end < 9; end++) {
            backOff = backOff.afterEnd(AT_ONCE);
            seconds.add(backOff.delay().toSeconds());
        }
        assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void beginsAnewAfterAMinuteOfService() {
        BackOff backOff = BackOff.NONE.afterEnd(AT_ONCE).afterEnd(AT_ONCE).afterEnd(AT_ONCE);
        assertThat(backOff.afterEnd(Duration.ofSeconds(61)).delay()).isZero();
    }

    @Test
    void staysShortInADrill() {
        BackOff backOff = BackOff.IN_A_DRILL.afterEnd(AT_ONCE).afterEnd(AT_ONCE).afterEnd(AT_ONCE);
        assertThat(backOff.delay()).hasSeconds(1);
        assertThat(backOff.afterEnd(Duration.ofSeconds(6)).delay()).isZero();
    }

    @Test
    void callsForHelpAfterFiveEndsInARow() {
        BackOff backOff = BackOff.NONE;
        for (int end = 0; end < 4; end++) {
            backOff = backOff.afterEnd(AT_ONCE);
        }
        assertThat(backOff.isHopeless()).isFalse();
        assertThat(backOff.afterEnd(AT_ONCE).isHopeless()).isTrue();
    }
}
