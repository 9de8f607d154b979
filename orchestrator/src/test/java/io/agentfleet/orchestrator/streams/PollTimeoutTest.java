package io.agentfleet.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PollTimeoutTest {

    private static final Duration ASKED = Duration.ofMillis(100);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final PollTimeout pollTimeout = new PollTimeout(nanos::get);

    @Test
    void waitsAsLongAsRequestedWhileNoRecordArrives() {
        assertThat(pollTimeout.of(ASKED)).isEqualTo(ASKED);
    }

    @Test
    void waitsBrieflyAfterRecordsSoThatWhatFollowsFromThemIsCommitted() {
        pollTimeout.received();
        assertThat(pollTimeout.of(ASKED)).isLessThan(Duration.ofMillis(5));
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(pollTimeout.of(ASKED)).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void waitsLongAgainWhenNoRecordArrivedForAWhile() {
        pollTimeout.received();
        nanos.addAndGet(Duration.ofMillis(101).toNanos());
        assertThat(pollTimeout.of(ASKED)).isEqualTo(ASKED);
    }

    @Test
    void neverWaitsLongerThanItIsAskedTo() {
        pollTimeout.received();
        assertThat(pollTimeout.of(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }
}
