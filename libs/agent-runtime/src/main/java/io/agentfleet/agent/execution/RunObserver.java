package io.agentfleet.agent.execution;

import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;

/** Shows what becomes of the tasks of this process. Must not throw; safe for many threads. */
public interface RunObserver {

    /** The task arrived. */
    void accepted(Task task);

    /** Its run did something; {@code sequence} counts the attempt's steps from 1. */
    void stepped(Task task, int sequence, TaskEvent.Stepped step);

    /** Its model is just saying something; nothing of it needs to be kept. */
    void said(Task task, TaskEvent.Stepped piece);

    /** Its run ended. */
    void ended(Task task, RunResult result);
}
