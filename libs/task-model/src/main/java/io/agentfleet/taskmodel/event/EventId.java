package io.agentfleet.taskmodel.event;

import io.agentfleet.schemas.TaskId;

/**
 * Names an event within its task, the same whenever it is published again: its source, and its
 * place among all events of this source.
 *
 * @param source empty for events of the task itself (acceptance, plan, nodes, end); for steps the
 *     task below the root and its attempt, such as {@code search:1}
 * @param sequence from 1
 */
public record EventId(String source, int sequence) {

    /** A task's acceptance is its first event. */
    public static final EventId ACCEPTED = ofTask(1);

    public EventId {
        if (sequence < 1) {
            throw new IllegalArgumentException(
                    "sequence %d of source '%s' is out of range: count from 1"
                            .formatted(sequence, source));
        }
    }

    /** An event of the task itself, not of a step. */
    public static EventId ofTask(int sequence) {
        return new EventId("", sequence);
    }

    /** A step of a task that serves the root, or of the root task itself. */
    public static EventId step(TaskId root, TaskId task, int attempt, int sequence) {
        String prefix = root.value() + ".";
        String below =
                task.equals(root)
                        ? ""
                        : task.value().startsWith(prefix)
                                ? task.value().substring(prefix.length())
                                : task.value();
        return new EventId(below + ":" + attempt, sequence);
    }

    /** True if it is an event of the task itself. */
    public boolean isTaskEvent() {
        return source.isEmpty();
    }
}
