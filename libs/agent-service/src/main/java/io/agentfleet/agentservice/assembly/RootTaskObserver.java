package io.agentfleet.agentservice.assembly;

import io.agentfleet.agent.execution.RunObserver;
import io.agentfleet.taskapi.service.RootTaskEventPublisher;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;

/**
 * Publishes what happens in runs of root tasks, which users gave to this agent directly.
 *
 * @param events their publisher; it ignores the tasks of plans
 */
record RootTaskObserver(RootTaskEventPublisher events) implements RunObserver {

    @Override
    public void accepted(Task task) {
        events.accepted(task);
    }

    @Override
    public void stepped(Task task, int sequence, TaskEvent.Stepped step) {
        events.stepped(task, sequence, step);
    }

    @Override
    public void said(Task task, TaskEvent.Stepped piece) {
        events.said(task, piece);
    }

    @Override
    public void ended(Task task, RunResult result) {
        events.ended(task, result);
    }
}
