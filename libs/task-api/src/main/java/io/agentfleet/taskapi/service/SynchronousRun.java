package io.agentfleet.taskapi.service;

import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.Task;
import java.util.function.Consumer;

/**
 * Carries out a task while the caller waits. Not durable: the caller repeats it with the same
 * idempotency key. An agent runs its own loop; the orchestrator executes a plan over other agents.
 */
public interface SynchronousRun {

    /**
     * Runs to the end, and passes each event to the listener, one at a time, from the calling
     * thread or others. Interruptible.
     */
    RunResult run(Task task, Consumer<TaskEvent> events);
}
