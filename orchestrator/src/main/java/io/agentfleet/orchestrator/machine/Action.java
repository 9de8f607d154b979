package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;

/** An action that follows from a decision. Each may be done twice without harm. */
public sealed interface Action {

    /** Send this task to its agent. */
    record Dispatch(Task task) implements Action {}

    /**
     * Publish an event of a task.
     *
     * @param sequence order within the task, from 1; the same each time the event is published
     *     again
     */
    record PublishEvent(TaskRef task, int sequence, TaskEvent event) implements Action {}

    /** Publish the result of a task. */
    record PublishResult(TaskRef task, TaskEvent.Ended outcome) implements Action {}

    /** Publish a cancel request for the root task and all its runs. */
    record PublishCancel(TaskRef task, String reason) implements Action {}
}
