package io.agentfleet.orchestrator.streams;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a thread of the flow may wait for records under exactly-once. What it sends is visible
 * when it is committed, and a thread that waits does not commit: so it waits briefly while there
 * may be something to commit, and as long as requested when no record came for a while. (Kafka
 * Streams knows one {@code poll.ms} for both; a short one keeps two threads of an idle fleet awake
 * 200 times a second.) For one thread.
 */
final class PollTimeout {

    private static final Duration BRIEFLY = Duration.ofMillis(2);

    /** Many times the interval of commits. */
    private static final Duration LATELY = Duration.ofMillis(100);

    private final LongSupplier nanoClock;
    private long lastReceived;

    /**
     * @param nanoClock as {@link System#nanoTime()}
     */
    PollTimeout(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastReceived = nanoClock.getAsLong() - LATELY.toNanos();
    }

    /** Of a wait that is to last so long at most. */
    Duration of(Duration atMost) {
        boolean lately = nanoClock.getAsLong() - lastReceived < LATELY.toNanos();
        return lately && BRIEFLY.compareTo(atMost) < 0 ? BRIEFLY : atMost;
    }

    /** Records came. */
    void received() {
        lastReceived = nanoClock.getAsLong();
    }
}
