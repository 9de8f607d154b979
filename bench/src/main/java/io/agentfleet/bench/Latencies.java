package io.agentfleet.bench;

import java.time.Duration;
import java.util.List;

/**
 * What a closed loop measured.
 *
 * @param clients how many waited for an answer before they asked again
 * @param tasks how many were answered
 * @param took wall time of all
 * @param sortedMillis each answer's time, ascending
 */
public record Latencies(int clients, int tasks, Duration took, List<Double> sortedMillis) {
    public Latencies {
        sortedMillis = List.copyOf(sortedMillis);
    }

    /** From unsorted times in nanoseconds. */
    public static Latencies of(int clients, Duration took, List<Long> nanos) {
        List<Double> millis = nanos.stream().map(n -> n / 1e6).sorted().toList();
        return new Latencies(clients, millis.size(), took, millis);
    }

    public double perSecond() {
        return tasks / (took.toNanos() / 1e9);
    }

    /** The nearest-rank percentile in milliseconds; {@code p} above 0 up to 100. */
    public double percentile(double p) {
        if (sortedMillis.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return sortedMillis.get((int) Math.ceil(p / 100 * sortedMillis.size()) - 1);
    }
}
