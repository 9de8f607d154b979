package io.agentfleet.cli.fleet;

import java.time.Duration;

/**
 * How long a process that ended waits before it is started again: 1 s, doubling to 30 s. A process
 * that stayed up for a minute begins anew.
 *
 * @param ends in a row
 * @param longest wait
 */
record BackOff(int ends, Duration longest) {

    private static final Duration FIRST = Duration.ofSeconds(1);

    static final BackOff NONE = new BackOff(0, Duration.ofSeconds(30));

    /** In a drill processes are killed on purpose: nothing is learned from it. */
    static final BackOff IN_A_DRILL = new BackOff(0, FIRST);

    private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(60);
    private static final int HOPELESS = 5;

    /** After one more end of a process that ran this long. */
    BackOff afterEnd(Duration ran) {
        return new BackOff(ran.compareTo(FORGIVEN_AFTER) >= 0 ? 1 : ends + 1, longest);
    }

    /** Before the next start. */
    Duration delay() {
        if (ends == 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(ends - 1, 10));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /** True if it ended so often in a row that somebody must look. */
    boolean isHopeless() {
        return ends >= HOPELESS;
    }
}
