package io.agentfleet.bench.report;

import io.agentfleet.bench.measure.Answered;
import io.agentfleet.bench.measure.Latencies;
import io.agentfleet.bench.measure.Timing;
import java.time.Duration;
import java.util.List;

/**
 * One number of replicas under a load that never stops.
 *
 * @param changeSeconds from the order to scale until all were ready and had their partitions, and
 *     ten seconds more
 * @param silenceMs longest time without any answer while it changed
 * @param slowestMs the answer that took longest while it changed
 * @param steady afterwards
 */
public record PhaseFigures(
        int replicas, double changeSeconds, long silenceMs, long slowestMs, Timing steady) {

    /**
     * @param ordered when it was scaled, {@link System#nanoTime}
     * @param stable when that was over
     * @param changing answers between the two
     * @param steady answers of the time afterwards
     */
    public static PhaseFigures of(
            int replicas,
            long ordered,
            long stable,
            List<Answered> changing,
            List<Answered> steady,
            Duration length) {
        Latencies latencies = new Latencies();
        steady.forEach(answer -> latencies.answered(answer.took()));
        long slowest = changing.stream().mapToLong(Answered::took).max().orElse(0);
        return new PhaseFigures(
                replicas,
                (stable - ordered) / 1e9,
                Answered.longestGap(changing, ordered, stable) / 1_000_000,
                slowest / 1_000_000,
                latencies.timing(length));
    }
}
