package io.agentfleet.offline.compose;

import io.agentfleet.offline.query.QueryPlan.Purpose;
import java.util.List;
import java.util.Optional;

/**
 * What the queries of a plan returned.
 *
 * @param rows of those that succeeded
 * @param failures messages of those that failed twice
 */
public record Results(List<Rows> rows, List<String> failures) {
    public Results {
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
    }

    /** The first result of that purpose; empty if there is none with a row. */
    public Optional<Rows> first(Purpose purpose) {
        return all(purpose).stream().findFirst();
    }

    public List<Rows> all(Purpose purpose) {
        return rows.stream().filter(r -> r.query().purpose() == purpose && !r.isEmpty()).toList();
    }
}
