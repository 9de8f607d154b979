package io.agentfleet.faults.soak;

import java.time.Duration;

/**
 * The tasks of a soak.
 *
 * @param perSecond tasks
 * @param sessions over which they are spread in turn
 * @param steps tool calls of each agent
 * @param latency of each model call
 */
public record SoakLoad(double perSecond, int sessions, int steps, Duration latency) {

    public SoakLoad {
        if (perSecond <= 0 || sessions < 1) {
            throw new IllegalArgumentException(
                    "%s tasks per second over %d sessions is no load: give a rate above 0 and one session or more"
                            .formatted(perSecond, sessions));
        }
    }

    /** Between two tasks. */
    Duration pause() {
        return Duration.ofNanos((long) (1_000_000_000 / perSecond));
    }
}
