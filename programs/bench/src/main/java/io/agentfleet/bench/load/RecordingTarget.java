package io.agentfleet.bench.load;

import io.agentfleet.bench.measure.Answered;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A source that also remembers when each answer came. */
public final class RecordingTarget implements LoadTarget {

    private final LoadTarget source;
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();

    public RecordingTarget(LoadTarget source) {
        this.source = source;
    }

    @Override
    public CompletableFuture<?> ask() {
        long asked = System.nanoTime();
        return source.ask()
                .thenRun(() -> {
                    long now = System.nanoTime();
                    answers.add(new Answered(now, now - asked));
                });
    }

    /** What came between two moments of {@link System#nanoTime}. */
    public List<Answered> between(long from, long to) {
        return answers.stream().filter(a -> a.at() - from >= 0 && to - a.at() > 0).toList();
    }
}
