package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;

/** Something that must be done because of a decision. Each may be done twice without harm. */
public sealed interface Action {

    /** Send this task to its agent. */
    record Dispatch(Task task) implements Action {}

    /**
     * Tell the world what became of a task.
     *
     * @param sequence order within the task, from 1; names the event whenever it is told again
     */
    record PublishEvent(TaskRef task, int sequence, TaskEvent event) implements Action {}

    /** Publish the outcome of a task to whoever waits for results. */
    record PublishResult(TaskRef task, TaskEvent.Ended outcome) implements Action {}

    /** Order everything that serves this root task to stop. */
    record PublishCancel(TaskRef task, String reason) implements Action {}
}
