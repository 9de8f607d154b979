package io.agentfleet.orchestrator.synchronous;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import java.util.function.Consumer;

/** Has a node's task carried out by its agent while the caller waits. Safe for many threads. */
interface NodeCalls extends AutoCloseable {

    /**
     * How it ended; an agent that cannot be reached is a failure that may pass. On interrupt the
     * call is cancelled.
     *
     * @param steps called from the calling thread as steps happen
     */
    NodeResult call(Task task, Consumer<TaskEvent.Stepped> steps);

    /** Gives back what it holds. */
    @Override
    default void close() {}
}
