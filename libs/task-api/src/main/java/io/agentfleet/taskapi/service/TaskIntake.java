package io.agentfleet.taskapi.service;

import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.task.Task;

/** Puts tasks on the log. Blocking, safe for many threads. */
public interface TaskIntake {

    /**
     * Accepts the task: when this returns, it is on the log with acks=all and will be carried out.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the log does not answer
     */
    void submit(Task task);

    /** Orders the task and all its descendants to stop. Returns when the order is on the log. */
    void cancel(TaskId task, SessionId session, String tenant, String reason);
}
