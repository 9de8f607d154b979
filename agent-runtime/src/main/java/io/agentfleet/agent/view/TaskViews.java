package io.agentfleet.agent.view;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import java.util.List;
import java.util.Optional;

/**
 * Views and event streams of tasks. Rebuilt from the log, never the only copy. Blocking, safe for
 * many threads.
 */
public interface TaskViews {

    /**
     * Appends an event and folds it into the view, atomically. An event whose key was appended
     * before changes nothing. An event of a task that was never accepted here is kept in its stream
     * all the same.
     *
     * @param eventKey names the event within the task, the same whenever it is told again
     */
    void append(TaskId task, String eventKey, TaskEvent event);

    /** The view; empty if the task is unknown. */
    Optional<TaskView> find(TaskId task);

    /** Tasks, newest first. */
    Page list(Filter filter);

    /**
     * Events after the given position, in order; empty if there are none yet.
     *
     * @param after position of the last event seen; 0 for all
     */
    List<Positioned> events(TaskId task, long after);

    /** Waits until the task may have new events, or the time is over. */
    void awaitNews(TaskId task, java.time.Duration atMost) throws InterruptedException;

    /** True if the store answers; asked by readiness. */
    boolean isReady();

    /**
     * An event with its place in the task's stream.
     *
     * @param position from 1, without gaps
     */
    record Positioned(long position, TaskEvent event) {}

    /**
     * Which tasks.
     *
     * @param limit 1 to 200
     * @param cursor where the page before ended; empty for the first
     */
    record Filter(
            String tenant,
            Optional<String> sessionId,
            Optional<TaskState> status,
            Optional<String> agent,
            int limit,
            String cursor) {}

    /**
     * A page of views.
     *
     * @param next cursor of the next page; empty if this was the last
     */
    record Page(List<TaskView> tasks, String next) {
        public Page {
            tasks = List.copyOf(tasks);
        }
    }
}
