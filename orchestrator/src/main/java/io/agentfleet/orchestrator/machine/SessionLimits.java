package io.agentfleet.orchestrator.machine;

import java.time.Duration;

/**
 * How long the machine waits and how often it tries.
 *
 * @param defaultDeadline of a task that names none, counted from its start
 * @param retries of nodes that failed
 * @param nodeTimeout how long a run that sent heartbeats may send none
 * @param retention how long an idle session is remembered, and with it the ids of its tasks
 */
public record SessionLimits(
        Duration defaultDeadline, RetryPolicy retries, Duration nodeTimeout, Duration retention) {}
