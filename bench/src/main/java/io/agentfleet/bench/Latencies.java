package io.agentfleet.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a closed loop measured.
 *
 * @param clients how many waited for an answer before they asked again
 * @param tasks how many were answered
 * @param took wall time of all
 * @param sortedMillis each answer's time, ascending
 */
public record Latencies(int clients, int tasks, Duration took, double[] sortedMillis) {

    /** From unsorted times in nanoseconds. */
    public static Latencies of(int clients, Duration took, List<Long> nanos) {
        double[] millis = nanos.stream().mapToDouble(n -> n / 1e6).toArray();
        Arrays.sort(millis);
        return new Latencies(clients, millis.length, took, millis);
    }

    public double perSecond() {
        return tasks / (took.toNanos() / 1e9);
    }

    /** The nearest-rank percentile in milliseconds; {@code p} above 0 up to 100. */
    public double percentile(double p) {
        if (sortedMillis.length == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        return sortedMillis[(int) Math.ceil(p / 100 * sortedMillis.length) - 1];
    }
}
