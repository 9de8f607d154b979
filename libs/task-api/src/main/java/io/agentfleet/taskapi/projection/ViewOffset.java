package io.agentfleet.taskapi.projection;

/**
 * How far a partition went into the views.
 *
 * @param next offset of the first record that is not in them
 * @param from where its last rebuild began
 * @param target where the log ended then
 * @param startedAt when, in ms
 * @param doneAt when the target was reached, in ms; 0 while it is not
 */
public record ViewOffset(long next, long from, long target, long startedAt, long doneAt) {

    /** At the beginning of a rebuild. */
    static ViewOffset begin(long from, long target, long now) {
        return new ViewOffset(from, from, target, now, 0).at(from, now);
    }

    /** The same further on. */
    ViewOffset at(long offset, long now) {
        boolean arrived = doneAt == 0 && offset >= target;
        return new ViewOffset(offset, from, target, startedAt, arrived ? now : doneAt);
    }

    boolean isDone() {
        return doneAt > 0;
    }

    long behind() {
        return isDone() ? 0 : Math.max(0, target - next);
    }

    long projected() {
        return target - from - behind();
    }

    public String text() {
        return "%d:%d:%d:%d:%d".formatted(next, from, target, startedAt, doneAt);
    }

    public static ViewOffset parse(String text) {
        String[] parts = text.split(":", 5);
        return new ViewOffset(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }
}
