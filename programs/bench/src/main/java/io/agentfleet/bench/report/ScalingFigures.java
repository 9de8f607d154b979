package io.agentfleet.bench.report;

import java.util.List;

/**
 * One service scaled while it is under load.
 *
 * @param load in words
 * @param lost tasks without an answer, or with a bad one; of all phases and between them
 */
public record ScalingFigures(
        String service, String load, long answered, long lost, List<PhaseFigures> phases) {

    public ScalingFigures {
        phases = List.copyOf(phases);
    }
}
