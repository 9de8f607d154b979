package io.agentfleet.bench.load;

import io.agentfleet.bench.measure.Latencies;
import io.agentfleet.bench.measure.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a given rate, whether answers come or not. Each latency counts from the moment when the
 * question was due, not from when it was sent: a system that stalls cannot hide it.
 */
public final class OpenLoop {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    private OpenLoop() {}

    /** Asks for so long, then waits for what is outstanding. */
    public static Timing run(double perSecond, Duration length, LoadTarget source)
            throws InterruptedException {
        Latencies latencies = new Latencies();
        List<CompletableFuture<?>> asked = new ArrayList<>();
        long begun = System.nanoTime();
        long count = Math.round(perSecond * length.toMillis() / 1000);
        for (long i = 0; i < count; i++) {
            long due = begun + (long) (i / perSecond * 1e9);
            await(due);
            asked.add(source.ask().handle((_, failure) -> note(latencies, due, failure)));
        }
        awaitAll(asked, latencies);
        return latencies.timing(Duration.ofNanos(System.nanoTime() - begun));
    }

    private static boolean note(
            Latencies latencies, long due, @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure == null) {
            latencies.answered(System.nanoTime() - due);
        } else {
            latencies.failed(failure.getCause() == null ? failure : failure.getCause());
        }
        return failure == null;
    }

    private static void await(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("the open loop was interrupted");
            }
        }
    }

    private static void awaitAll(List<CompletableFuture<?>> asked, Latencies latencies)
            throws InterruptedException {
        try {
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                    .get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            asked.stream()
                    .filter(answer -> !answer.isDone())
                    .forEach(_ ->
                            latencies.failed(
                                    new IllegalStateException(
                                            "no answer within " + LONGEST_ANSWER, e)));
        }
    }
}
