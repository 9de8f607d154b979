package io.agentfleet.taskapi.view;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.view.EventCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows a task's stream for one watcher, who gets each event once, also if the stream is lost and
 * rebuilt in another order meanwhile. The end comes last: it is held back until the stream has all
 * of the task's own story, so a stream that is just being rebuilt is waited for. What is heard
 * after the end (a step that was long on its way) is given to a watcher who comes back. For one
 * thread.
 */
public final class TaskEventFollower {

    /**
     * An event for the watcher.
     *
     * @param id all that the watcher has with it
     */
    public record Frame(EventCursor id, TaskEvent event) {}

    private final TaskViews views;
    private final TaskId task;
    private EventCursor seen;
    private EventCursor stored = EventCursor.NONE;
    private TaskViews.Place place = TaskViews.Place.START;
    private Optional<IdentifiedEvent> end = Optional.empty();
    private boolean over;

    /**
     * @param seen what the watcher has already
     */
    public TaskEventFollower(TaskViews views, TaskId task, EventCursor seen) {
        this.views = views;
        this.task = task;
        this.seen = seen;
    }

    /** True if the client has received all events. */
    public boolean isOver() {
        return over;
    }

    /** What the watcher does not have yet, as far as it is known. */
    public List<Frame> newEvents() {
        TaskViews.EventRange range = views.events(task, place);
        if (range.fromStart()) {
            stored = EventCursor.NONE;
            end = Optional.empty();
        }
        List<Frame> frames = new ArrayList<>();
        for (IdentifiedEvent event : range.events()) {
            stored = stored.plus(event.id());
            if (event.event() instanceof TaskEvent.Ended) {
                end = Optional.of(event);
            } else {
                give(event, frames);
            }
        }
        place = range.next();
        if (end.isPresent() && stored.hasEventsTo(end.get().id().sequence())) {
            give(end.get(), frames);
            over = true;
        }
        return frames;
    }

    private void give(IdentifiedEvent event, List<Frame> frames) {
        if (!seen.has(event.id())) {
            seen = seen.plus(event.id());
            frames.add(new Frame(seen, event.event()));
        }
    }
}
