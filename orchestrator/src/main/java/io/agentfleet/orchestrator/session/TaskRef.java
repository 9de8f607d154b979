package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.task.Task;
import java.util.Optional;

/**
 * The task that a record is about: what is stored of a task once its prompt is no longer needed.
 */
public record TaskRef(
        TaskId id,
        TaskId rootId,
        Optional<TaskId> parentId,
        String nodeId,
        SessionId session,
        String tenant,
        int attempt) {

    /** The reference to this task. */
    public static TaskRef to(Task task) {
        return new TaskRef(
                task.id(),
                task.rootId(),
                task.parentId(),
                task.nodeId(),
                task.session(),
                task.tenant(),
                task.attempt());
    }
}
