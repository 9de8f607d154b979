package io.agentfleet.bench.measure;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.ConcurrentHistogram;

/** Collects how long answers took, from any number of threads. */
public final class Latencies {

    private static final int DIGITS = 3;
    private static final double MILLI = 1e6;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(DIGITS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    public Latencies() {
        nanos.setAutoResize(true);
    }

    public void answered(long tookNanos) {
        nanos.recordValue(Math.max(0, tookNanos));
    }

    /** A task that ended badly: it has no latency. */
    public void failed(Throwable reason) {
        failures.add(String.valueOf(reason.getMessage()));
    }

    /**
     * All of it as figures.
     *
     * @param took from the first question to the last answer
     */
    public Timing timing(Duration took) {
        long answered = nanos.getTotalCount();
        return new Timing(
                answered,
                failures.size(),
                failures.isEmpty() ? "" : failures.element(),
                answered / (took.toNanos() / 1e9),
                nanos.getValueAtPercentile(50) / MILLI,
                nanos.getValueAtPercentile(90) / MILLI,
                nanos.getValueAtPercentile(95) / MILLI,
                nanos.getValueAtPercentile(99) / MILLI,
                nanos.getMaxValue() / MILLI);
    }
}
