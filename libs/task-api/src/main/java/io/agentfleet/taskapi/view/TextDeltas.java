package io.agentfleet.taskapi.view;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.util.function.Consumer;

/**
 * Pieces of answers while models are saying them, from the processes that run tasks to those that
 * show them. Best effort: a piece may be lost and none is kept; the whole answer comes as a step.
 * Safe for many threads.
 */
public interface TextDeltas {

    /** Tells a piece to all who watch the root task. Never throws. */
    void publish(TaskId root, TaskEvent.Stepped piece);

    /**
     * Passes pieces of the root task to the watcher, on a thread that it must not block, until the
     * returned handle is closed.
     */
    Watch watch(TaskId root, Consumer<TaskEvent.Stepped> watcher);

    /** Ends when it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
