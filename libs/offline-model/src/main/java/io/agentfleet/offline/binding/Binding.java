package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.Source;
import java.util.List;
import java.util.Optional;

/**
 * A question tied to the data: every word to a column, a value, or to nothing.
 *
 * @param source the tables read
 * @param shape of the answer, now that the data is known
 * @param measure what is aggregated
 * @param axes what it is split by
 * @param filters which rows
 * @param reading how the words fared
 */
public record Binding(
        Source source,
        Shape shape,
        Measure measure,
        Axes axes,
        List<Filter> filters,
        Reading reading) {

    /**
     * What figures are split by.
     *
     * @param groups columns
     * @param date the column that tells when; empty if the table has none
     * @param grain steps of the calendar, if asked for and possible
     */
    public record Axes(List<ColumnRef> groups, Optional<ColumnRef> date, Optional<Grain> grain) {
        public Axes {
            groups = List.copyOf(groups);
        }
    }

    /**
     * How the words of the question fared.
     *
     * @param having comparisons that hold for groups rather than rows
     * @param unmatched words that nothing in the data explains
     * @param score the more the better the tables fit
     * @param fits whether the tables can answer at all
     * @param notes what the user should know about choices made
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
