package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.Source;
import java.util.List;
import java.util.Optional;

/**
 * A question matched with the data: each word with a column, a value, or nothing.
 *
 * @param source the tables read
 * @param shape of the answer, now that the data is known
 * @param measure the aggregated value
 * @param axes the columns and calendar steps to group by
 * @param filters the conditions on rows
 * @param reading which words matched, and how well
 */
public record Binding(
        Source source,
        Shape shape,
        Measure measure,
        Axes axes,
        List<Filter> filters,
        Reading reading) {

    /**
     * What figures are grouped by.
     *
     * @param groups columns
     * @param date the date column; empty if the table has none
     * @param grain the calendar step, if the question asks for one and there are dates
     */
    public record Axes(List<ColumnRef> groups, Optional<ColumnRef> date, Optional<Grain> grain) {
        public Axes {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Which words of the question matched the data, and how well.
     *
     * @param having conditions on groups rather than on rows
     * @param unmatched words that match nothing in the data
     * @param score the higher, the better the tables match
     * @param fits whether the tables can answer the question
     * @param notes choices made that the user should know of
     */
    public record Reading(
            List<Filter.Compared> having,
            List<Term> unmatched,
            double score,
            boolean fits,
            List<String> notes) {
        public Reading {
            having = List.copyOf(having);
            unmatched = List.copyOf(unmatched);
            notes = List.copyOf(notes);
        }
    }

    public Binding {
        filters = List.copyOf(filters);
    }

    public boolean fits() {
        return reading.fits();
    }
}
