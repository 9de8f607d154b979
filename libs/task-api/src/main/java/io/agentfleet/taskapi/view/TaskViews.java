package io.agentfleet.taskapi.view;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.view.TaskView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Views and event streams of tasks. Rebuilt from the log, never the only copy. Blocking, safe for
 * many threads.
 */
public interface TaskViews {

    /**
     * Appends events of a task and folds them into its view, in one step. An event whose name was
     * appended before changes nothing. Events of a task that was never accepted here are kept in
     * its stream all the same. The order of arrival does not matter to the view.
     */
    void append(TaskId task, List<IdentifiedEvent> events);

    /** Appends one event. */
    default void append(TaskId task, EventId name, TaskEvent event) {
        append(task, List.of(new IdentifiedEvent(name, event)));
    }

    /** The view; empty if the task is unknown. */
    Optional<TaskView> find(TaskId task);

    /**
     * Tasks, newest first. Pages that follow each other have no task twice and every one that fits
     * all the time, however many are added and change meanwhile.
     */
    Page list(Filter filter);

    /**
     * Events after the given place, in order of arrival; all of them if the stream is no longer the
     * one that the place belongs to.
     */
    EventRange events(TaskId task, Place after);

    /** Waits until the task may have new events, or the time is over. */
    void awaitEvents(TaskId task, Duration atMost) throws InterruptedException;

    /** True if the store answers; asked by readiness. */
    boolean isReady();

    /** Forgets every task, so that a rebuild brings back only what the log knows. */
    void clear();

    /**
     * A place in a task's stream.
     *
     * @param stream which one: a stream that was lost and rebuilt is another
     * @param position how many events stand before it
     */
    record Place(String stream, long position) {

        /** Before the first event of whatever stream there is. */
        public static final Place START = new Place("", 0);
    }

    /**
     * A part of a task's stream.
     *
     * @param fromStart true if it begins with the stream's first event
     * @param next the place after it
     */
    record EventRange(boolean fromStart, List<IdentifiedEvent> events, Place next) {
        public EventRange {
            events = List.copyOf(events);
        }
    }

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
     * A page of views. It may have fewer than were asked for although another follows, if few of
     * many fit.
     *
     * @param next cursor of the next page; empty if this was the last
     */
    record Page(List<TaskView> tasks, String next) {
        public Page {
            tasks = List.copyOf(tasks);
        }
    }
}
