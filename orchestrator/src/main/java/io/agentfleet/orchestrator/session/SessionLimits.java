package io.agentfleet.orchestrator.session;

import java.time.Duration;

/**
 * How long the machine waits and how often it tries.
 *
 * @param defaultDeadline of a task that names none, counted from its start
 * @param attempts of a node whose failure may pass, the first among them
 * @param retryDelay before the second attempt; four times as long before each further one
 * @param retention how long an idle session is remembered, and with it the ids of its tasks
 */
public record SessionLimits(
        Duration defaultDeadline, int attempts, Duration retryDelay, Duration retention) {

    /** The wait before the attempt that follows the given one. */
    Duration delayAfter(int attempt) {
        return retryDelay.multipliedBy(1L << (2 * (attempt - 1)));
    }
}
