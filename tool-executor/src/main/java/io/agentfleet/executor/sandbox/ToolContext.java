package io.agentfleet.executor.sandbox;

import java.time.Duration;

/**
 * On whose behalf a tool runs.
 *
 * @param rootTaskId names the output folder; empty if the call belongs to no task
 * @param dataSource name of the task's data source; empty: none
 * @param timeLimit the call is interrupted when it has run this long
 */
public record ToolContext(String rootTaskId, String dataSource, Duration timeLimit) {

    /** A context with ten seconds. */
    public static ToolContext of(String rootTaskId, String dataSource) {
        return new ToolContext(rootTaskId, dataSource, Duration.ofSeconds(10));
    }
}
