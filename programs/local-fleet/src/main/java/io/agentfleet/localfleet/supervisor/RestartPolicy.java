package io.agentfleet.localfleet.supervisor;

import java.time.Duration;

/**
 * How long a process that ended waits before it is started again: not at all the first time, then 1
 * s, doubling to a longest wait. It is reset after the process ran for a while.
 *
 * @param ends in a row
 * @param longest wait
 * @param resetAfter how long the process must run until the policy is reset
 */
record RestartPolicy(int ends, Duration longest, Duration resetAfter) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    static final RestartPolicy NONE =
            new RestartPolicy(0, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** In a drill processes are killed on purpose: nothing is learned from it. */
    static final RestartPolicy IN_A_DRILL = new RestartPolicy(0, SECOND, Duration.ofSeconds(5));

    private static final int HOPELESS = 5;

    /** After one more end of a process that ran this long. */
    RestartPolicy afterEnd(Duration ran) {
        int inARow = ran.compareTo(resetAfter) >= 0 ? 1 : ends + 1;
        return new RestartPolicy(inARow, longest, resetAfter);
    }

    /** Before the next start. */
    Duration delay() {
        if (ends <= 1) {
            return Duration.ZERO;
        }
        Duration doubled = SECOND.multipliedBy(1L << Math.min(ends - 2, 10));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /** True if it ended so often in a row that an operator must act. */
    boolean isHopeless() {
        return ends >= HOPELESS;
    }
}
