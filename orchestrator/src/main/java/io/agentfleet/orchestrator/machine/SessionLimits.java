package io.agentfleet.orchestrator.machine;

import io.agentfleet.taskmodel.task.TokenBounds;
import java.time.Duration;

/**
 * How long the machine waits, how often it tries, and what tasks may ask for.
 *
 * @param defaultDeadline of a task that names none, counted from its start
 * @param retries of nodes that failed
 * @param nodeTimeout how long a run that sent heartbeats may send none
 * @param retention how long an idle session is remembered, and with it the ids of its tasks
 * @param tokens that users' tasks may ask for
 */
public record SessionLimits(
        Duration defaultDeadline,
        RetryPolicy retries,
        Duration nodeTimeout,
        Duration retention,
        TokenBounds tokens) {}
