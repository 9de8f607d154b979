package io.agentfleet.bench.report;

import io.agentfleet.bench.measure.Timing;

/**
 * Sessions that wait for a slow model in one agent process.
 *
 * @param sessions tasks that were sent, a session each
 * @param latency of the model, as the drill's directive
 * @param mostAtOnce runs under way at once, as the agent's own gauge showed
 * @param residentMiB most resident memory of the process
 * @param residentBeforeMiB before the first task
 * @param cpuSeconds of the process during all this
 * @param seconds from the first task to the last result
 */
public record WaitingFigures(
        int sessions,
        String latency,
        Timing timing,
        long mostAtOnce,
        long residentMiB,
        long residentBeforeMiB,
        double cpuSeconds,
        double seconds) {}
