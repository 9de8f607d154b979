package io.agentfleet.orchestrator.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Costs of some days, added up.
 *
 * @param by what each row is about
 * @param from the first day, in UTC
 * @param to the last day
 * @param complete false while the ledger is being rebuilt: more may be to come
 * @param rows the most expensive first; days in their order
 * @param rowsLeftOut those beyond the limit
 * @param total of all rows, also of those that are left out
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CostReport(
        String by,
        LocalDate from,
        LocalDate to,
        boolean complete,
        List<Row> rows,
        int rowsLeftOut,
        CostSums total) {

    public CostReport {
        rows = List.copyOf(rows);
    }

    /** The sums of one agent, model, tenant, day, task, node or session. */
    public record Row(String name, CostSums sums) {}

    /** Adds up accounts, one after the other. For one thread. */
    public static final class Builder {

        private static final Comparator<Row> DEAREST_FIRST =
                Comparator.comparing((Row row) -> row.sums().cost())
                        .thenComparingLong(row -> row.sums().answers())
                        .reversed()
                        .thenComparing(Row::name);

        private final CostBy by;
        private final LocalDate from;
        private final LocalDate to;
        private final Map<String, CostSums> sums = new HashMap<>();

        public Builder(CostBy by, LocalDate from, LocalDate to) {
            this.by = by;
            this.from = from;
            this.to = to;
        }

        /** Adds the lines of these days. */
        public void add(TaskCosts task) {
            for (CostLine line : task.lines()) {
                LocalDate day = line.key().day();
                if (!day.isBefore(from) && !day.isAfter(to)) {
                    sums.merge(by.name(task, line.key()), line.sums(), CostSums::plus);
                }
            }
        }

        public CostReport build(int limit, boolean complete) {
            Comparator<Row> order =
                    by == CostBy.DAY ? Comparator.comparing(Row::name) : DEAREST_FIRST;
            List<Row> rows =
                    sums.entrySet().stream()
                            .map(entry -> new Row(entry.getKey(), entry.getValue()))
                            .sorted(order)
                            .toList();
            CostSums total = rows.stream().map(Row::sums).reduce(CostSums.NONE, CostSums::plus);
            List<Row> shown = rows.subList(0, Math.min(limit, rows.size()));
            return new CostReport(
                    by.word(), from, to, complete, shown, rows.size() - shown.size(), total);
        }
    }
}
