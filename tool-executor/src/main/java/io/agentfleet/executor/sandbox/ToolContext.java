package io.agentfleet.executor.sandbox;

import java.time.Duration;

/**
 * On whose behalf a tool runs.
 *
 * @param rootTaskId names the output folder; empty if the call belongs to no task
 * @param dataSource name of the task's data source; empty: none
 * @param timeLimit the call is interrupted when it has run this long
 * @param origin whose call it is
 */
public record ToolContext(
        String rootTaskId, String dataSource, Duration timeLimit, CallOrigin origin) {

    /** A context without a caller. */
    public ToolContext(String rootTaskId, String dataSource, Duration timeLimit) {
        this(rootTaskId, dataSource, timeLimit, CallOrigin.UNKNOWN);
    }

    /** A context with ten seconds. */
    public static ToolContext of(String rootTaskId, String dataSource) {
        return new ToolContext(rootTaskId, dataSource, Duration.ofSeconds(10));
    }
}
