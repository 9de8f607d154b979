package io.agentfleet.bench.measure;

/**
 * Figures of one measurement.
 *
 * @param answered tasks that were answered well; only these are timed
 * @param failed tasks that were not
 * @param firstFailure why, of the first one; empty if none failed
 * @param perSecond answered tasks per second of wall time
 * @param p50Ms half of the answers took at most so long
 */
public record Timing(
        long answered,
        long failed,
        String firstFailure,
        double perSecond,
        double p50Ms,
        double p90Ms,
        double p95Ms,
        double p99Ms,
        double maxMs) {}
