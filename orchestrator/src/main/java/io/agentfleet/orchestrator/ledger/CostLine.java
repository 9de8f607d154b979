package io.agentfleet.orchestrator.ledger;

import java.time.LocalDate;
import java.util.Comparator;

/** What one agent took of one model for one node of a task, on one day. */
public record CostLine(Key key, CostSums sums) {

    /**
     * What a line is about.
     *
     * @param nodeId of the plan; empty outside of one
     * @param model provider and model
     * @param day in UTC, of the step
     */
    public record Key(String nodeId, String agent, String model, LocalDate day)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::day)
                        .thenComparing(Key::nodeId)
                        .thenComparing(Key::agent)
                        .thenComparing(Key::model);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
