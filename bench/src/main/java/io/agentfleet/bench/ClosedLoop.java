package io.agentfleet.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Clients that each wait for an answer before they ask again. */
final class ClosedLoop {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    private ClosedLoop() {}

    /**
     * Runs so many tasks through so many clients.
     *
     * @param ask sends the task of this number; completes when it is answered
     */
    static Latencies run(int clients, int tasks, IntFunction<CompletableFuture<?>> ask) {
        AtomicInteger next = new AtomicInteger();
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>(tasks));
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int c = 0; c < clients; c++) {
                running.add(threads.submit(() -> client(next, tasks, ask, nanos)));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return Latencies.of(clients, Duration.ofNanos(System.nanoTime() - start), nanos);
    }

    private static @org.jspecify.annotations.Nullable Void client(
            AtomicInteger next, int tasks, IntFunction<CompletableFuture<?>> ask, List<Long> nanos)
            throws Exception {
        for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
            long asked = System.nanoTime();
            ask.apply(task).get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            nanos.add(System.nanoTime() - asked);
        }
        return null;
    }
}
