package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.question.Aggregate;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is aggregated.
 *
 * @param aggregate how values are combined
 * @param factors the column; two if their product is taken; none if rows are counted
 * @param explicit whether the question named it
 * @param rows what the rows are called: their table
 */
public record Measure(Aggregate aggregate, List<ColumnRef> factors, boolean explicit, String rows) {
    public Measure {
        factors = List.copyOf(factors);
    }

    public static Measure rows(Table table, boolean explicit) {
        return new Measure(Aggregate.COUNT, List.of(), explicit, table.name());
    }

    public Measure as(Aggregate other) {
        return new Measure(other, factors, explicit, rows);
    }

    public boolean isDerived() {
        return factors.size() > 1;
    }

    /** The column's name, or the product of names. */
    public String name() {
        return factors.isEmpty()
                ? rows
                : factors.stream().map(ColumnRef::name).collect(Collectors.joining(" × "));
    }

    /** The name of its figures: "total amount", "amount 합계". */
    public String label(Language language) {
        String word = aggregate.word(language);
        if (aggregate == Aggregate.COUNT) {
            return language.pick("number of " + rows, rows + " 건수");
        }
        return language.pick(word + " " + name(), name() + " " + word);
    }
}
