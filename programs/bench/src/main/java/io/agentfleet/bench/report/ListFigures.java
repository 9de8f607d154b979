package io.agentfleet.bench.report;

import io.agentfleet.bench.measure.Timing;
import java.util.List;

/**
 * Lists of many tasks, asked for while tasks are written.
 *
 * @param tasks in the views before the first list
 * @param projectedPerSecond records from Kafka into the views while these were filled
 * @param cpuMsPerRecord of the orchestrator and Redis for that
 * @param writesPerSecond records that are written while lists are asked for
 * @param clients that ask
 * @param behindMs how long the views took to show the last write
 */
public record ListFigures(
        int tasks,
        double projectedPerSecond,
        double cpuMsPerRecord,
        double writesPerSecond,
        int clients,
        List<Row> rows,
        long behindMs) {

    public ListFigures {
        rows = List.copyOf(rows);
    }

    /** One list. */
    public record Row(String list, Timing timing) {}
}
