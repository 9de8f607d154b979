package io.agentfleet.taskapi.projection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentfleet.taskapi.view.TaskViews;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Rebuilds the views from the log on request, and reports the progress of the last rebuild, in all
 * replicas together. A rebuild is started by deleting the stored offsets. Blocking, safe for many
 * threads.
 */
public final class ViewRebuild {

    private static final long SAME_RUN_MS = 60_000;

    private final ViewOffsets positions;
    private final TaskViews views;
    private final ViewUpdater feed;
    private final InstantSource clock;

    public ViewRebuild(
            ViewOffsets positions, TaskViews views, ViewUpdater feed, InstantSource clock) {
        this.positions = positions;
        this.views = views;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * How far a rebuild is.
     *
     * @param state running | idle
     * @param behind records that were on the log at its beginning and are not in the views yet
     * @param projected records that are
     * @param seconds since its beginning, or that it took
     * @param partitions that it goes through
     */
    public record Progress(
            String state,
            long behind,
            long projected,
            @JsonProperty("events_per_second") long eventsPerSecond,
            double seconds,
            int partitions) {}

    /**
     * Orders a rebuild; it begins within a second or two.
     *
     * @param clear whether the views are emptied first, so that what the log does not know vanishes
     */
    public void order(boolean clear) {
        positions.forget();
        if (clear) {
            views.clear();
            positions.forget(); // what was projected while they were emptied may be lost
        }
    }

    /** How far the last rebuild is. */
    public Progress progress() {
        return progress(positions.all().values(), feed.partitions(), clock.millis());
    }

    static Progress progress(Collection<ViewOffset> all, int expected, long now) {
        long newest = all.stream().mapToLong(ViewOffset::startedAt).max().orElse(now);
        List<ViewOffset> run =
                all.stream().filter(p -> p.startedAt() > newest - SAME_RUN_MS).toList();
        boolean running = all.size() < expected || !all.stream().allMatch(ViewOffset::isDone);
        long start = run.stream().mapToLong(ViewOffset::startedAt).min().orElse(now);
        long end =
                running
                        ? now
                        : run.stream()
                                .max(Comparator.comparingLong(ViewOffset::doneAt))
                                .map(ViewOffset::doneAt)
                                .orElse(now);
        long projected = run.stream().mapToLong(ViewOffset::projected).sum();
        long ms = Math.max(1, end - start);
        return new Progress(
                running ? "running" : "idle",
                all.stream().mapToLong(ViewOffset::behind).sum(),
                projected,
                projected * 1_000 / ms,
                (end - start) / 1_000.0,
                run.size());
    }
}
