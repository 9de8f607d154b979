package io.agentfleet.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PollTimeoutTest {

    private static final Duration ASKED = Duration.ofMillis(100);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final PollTimeout patience = new PollTimeout(nanos::get);

    @Test
    void waitsAsLongAsItIsAskedToWhileNothingIsHeard() {
        assertThat(patience.of(ASKED)).isEqualTo(ASKED);
    }

    @Test
    void waitsBrieflyAfterRecordsSoThatWhatFollowsFromThemIsCommitted() {
        patience.heard();
        assertThat(patience.of(ASKED)).isLessThan(Duration.ofMillis(5));
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(patience.of(ASKED)).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void waitsLongAgainWhenNothingWasHeardForAWhile() {
        patience.heard();
        nanos.addAndGet(Duration.ofMillis(101).toNanos());
        assertThat(patience.of(ASKED)).isEqualTo(ASKED);
    }

    @Test
    void neverWaitsLongerThanItIsAskedTo() {
        patience.heard();
        assertThat(patience.of(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }
}
