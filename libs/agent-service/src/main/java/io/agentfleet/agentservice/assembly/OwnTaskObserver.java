package io.agentfleet.agentservice.assembly;

import io.agentfleet.agent.execution.RunObserver;
import io.agentfleet.taskapi.service.OwnTaskEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;

/**
 * Shows the runs of tasks that users gave to this agent directly.
 *
 * @param events of those tasks; passes over the tasks of plans
 */
record OwnTaskObserver(OwnTaskEvents events) implements RunObserver {

    @Override
    public void accepted(Task task) {
        events.accepted(task);
    }

    @Override
    public void stepped(Task task, int sequence, TaskEvent.Stepped step) {
        events.stepped(task, sequence, step);
    }

    @Override
    public void ended(Task task, RunResult result) {
        events.ended(task, result);
    }
}
