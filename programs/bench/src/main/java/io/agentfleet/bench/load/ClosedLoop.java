package io.agentfleet.bench.load;

import io.agentfleet.bench.measure.Latencies;
import io.agentfleet.bench.measure.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that each wait for an answer before they ask again. */
public final class ClosedLoop {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

    private final LoadTarget source;
    private final StopCondition until;
    private final AtomicLong next = new AtomicLong();
    private final Latencies latencies = new Latencies();
    private final long begun = System.nanoTime();

    private ClosedLoop(LoadTarget source, StopCondition until) {
        this.source = source;
        this.until = until;
    }

    /** Runs to its end. */
    public static Timing run(int clients, StopCondition until, LoadTarget source)
            throws InterruptedException {
        ClosedLoop loop = new ClosedLoop(source, until);
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < clients; c++) {
            threads.add(Thread.ofVirtual().name("client-" + c).start(loop::client));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return loop.latencies.timing(Duration.ofNanos(System.nanoTime() - loop.begun));
    }

    private void client() {
        while (until.allows(next.getAndIncrement(), begun)) {
            long asked = System.nanoTime();
            try {
                source.ask().get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
                latencies.answered(System.nanoTime() - asked);
            } catch (ExecutionException e) {
                latencies.failed(e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                latencies.failed(
                        new IllegalStateException("no answer within " + LONGEST_ANSWER, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
