package io.agentfleet.bench.report;

import io.agentfleet.bench.measure.Timing;
import io.agentfleet.bench.measure.Usage;

/**
 * One loop against the fleet, and the same against the floor.
 *
 * @param guarantee {@code exactly-once} or {@code at-least-once}
 * @param clients of a closed loop; 0 for an open one
 * @param askedPerSecond of an open loop; 0 for a closed one
 * @param used processor time during the loop, by process
 * @param viewsBehind records that the views had not seen when the last answer came
 * @param viewsCaughtUpMs how long they took for these
 */
public record LoopFigures(
        String guarantee,
        int clients,
        double askedPerSecond,
        Timing fleet,
        Timing floor,
        Usage used,
        long viewsBehind,
        long viewsCaughtUpMs) {

    /** Part of the floor's throughput that is left. */
    public double ratioToFloor() {
        return floor.perSecond() == 0 ? 0 : fleet.perSecond() / floor.perSecond();
    }

    /** Processor time of one task over all processes. */
    public double cpuMsPerTask() {
        return fleet.answered() == 0 ? 0 : used.total() * 1000 / fleet.answered();
    }
}
