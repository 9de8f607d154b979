package io.agentfleet.offline.query;

import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.language.DateRange;
import io.agentfleet.offline.language.Grain;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The queries that answer a question.
 *
 * @param binding the question matched with the data
 * @param queries each with its purpose, in the order to run them
 * @param window the days that the figures cover
 * @param notes choices made that the user should know of
 */
public record QueryPlan(Binding binding, List<Query> queries, Window window, List<String> notes) {
    public QueryPlan {
        queries = List.copyOf(queries);
        notes = List.copyOf(notes);
    }

    /** What the result of a query is for, and which columns it has. */
    public enum Purpose {
        /** {@code value}, {@code rows}. */
        VALUE,
        /** group columns, {@code value}, perhaps {@code share_percent}. */
        GROUPS,
        /** {@code step}, {@code value}. */
        SERIES,
        /** {@code earlier}, {@code later}, {@code difference}, {@code change_percent}. */
        COMPARISON,
        /** group columns, then as COMPARISON. */
        CHANGES,
        /** {@code part}, {@code total}, {@code share_percent}. */
        SHARE,
        /** {@code slope}, {@code points}, {@code first}, {@code last}, growth and drift. */
        TREND,
        /** rows as they are. */
        ROWS
    }

    /**
     * One query.
     *
     * @param purpose what its result is for
     * @param subject the column that it groups by; empty if there is none
     * @param sql one SELECT
     * @param careful the same with all values cast, used if the first fails
     * @param maxRows the most rows to return
     */
    public record Query(Purpose purpose, String subject, String sql, String careful, int maxRows) {}

    /**
     * The days that figures cover.
     *
     * @param range of the figures; empty for all days
     * @param earlier the days that they are compared with
     * @param grain the step of a series; empty if there is none
     * @param shown the part of the range that has data
     */
    public record Window(
            Optional<DateRange> range,
            Optional<DateRange> earlier,
            Optional<Grain> grain,
            Optional<DateRange> shown) {

        /** The shown days without incomplete steps at the ends, if two whole steps remain. */
        public Optional<DateRange> complete() {
            if (shown.isEmpty() || grain.isEmpty() || grain.get().isCyclic()) {
                return shown;
            }
            Grain step = grain.get();
            DateRange head = step.around(shown.get().first());
            DateRange tail = step.around(shown.get().last());
            boolean cutHead = head.first().isBefore(shown.get().first());
            boolean cutTail = tail.last().isAfter(shown.get().last());
            LocalDate first = cutHead ? head.last().plusDays(1) : shown.get().first();
            LocalDate last = cutTail ? tail.first().minusDays(1) : shown.get().last();
            boolean enough = !step.plus(step.start(first), 2).isAfter(last.plusDays(1));
            return enough ? Optional.of(new DateRange(first, last)) : shown;
        }
    }
}
