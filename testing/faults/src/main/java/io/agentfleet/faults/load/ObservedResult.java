package io.agentfleet.faults.load;

import io.agentfleet.schemas.event.AgentResultEvent;
import java.time.Instant;

/**
 * A result of a root task, or of a node, as it was seen on {@code agent.results}.
 *
 * @param result the result itself
 * @param position counts all results that were seen, in the order in which they were read; within a
 *     session that is the order of the log
 */
public record ObservedResult(AgentResultEvent result, long position, Instant seenAt) {

    String taskId() {
        return result.getTaskId();
    }

    /** The task as its client knows it. */
    boolean isRoot() {
        return result.getTaskId().equals(result.getRootTaskId());
    }

    /** One run of one task: results of it are copies of each other. */
    String attempt() {
        return "%s, attempt %d".formatted(result.getTaskId(), result.getAttempt());
    }

    boolean isCompleted() {
        return result.getStatus().equals("COMPLETED");
    }

    /** What clients act on; two results of one task must not differ in it. */
    String essence() {
        return "%s|%s|%s".formatted(result.getStatus(), result.getError(), result.getOutput());
    }
}
