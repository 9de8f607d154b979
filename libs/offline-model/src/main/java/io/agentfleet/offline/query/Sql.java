package io.agentfleet.offline.query;

import io.agentfleet.offline.binding.Filter;
import io.agentfleet.offline.binding.Measure;
import io.agentfleet.offline.language.DateRange;
import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pieces of SQL over one source, in DuckDB's dialect.
 *
 * @param source the tables
 * @param careful whether to cast compared and computed values
 */
record Sql(Source source, boolean careful) {

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    String from() {
        String main = quoted(source.main().name());
        return source.join()
                .map(j ->
                        main
                                + " LEFT JOIN "
                                + quoted(j.other().name())
                                + " ON "
                                + main
                                + "."
                                + quoted(j.left().name())
                                + " = "
                                + quoted(j.other().name())
                                + "."
                                + quoted(j.right().name()))
                .orElse(main);
    }

    String column(ColumnRef ref) {
        return source.join().isPresent()
                ? quoted(ref.table().name()) + "." + quoted(ref.name())
                : quoted(ref.name());
    }

    private String number(ColumnRef ref) {
        return careful ? "TRY_CAST(" + column(ref) + " AS DOUBLE)" : column(ref);
    }

    private String date(ColumnRef ref) {
        if (ref.column().isNumeric()) {
            return "make_date(CAST(" + column(ref) + " AS INTEGER), 1, 1)";
        }
        return careful ? "TRY_CAST(" + column(ref) + " AS TIMESTAMP)" : column(ref);
    }

    /** The aggregate over the rows that meet {@code condition}, if there is one. */
    String aggregate(Measure measure, Optional<String> condition) {
        String filter = condition.map(c -> " FILTER (WHERE " + c + ")").orElse("");
        boolean dated =
                measure.factors().stream()
                        .anyMatch(f -> f.role() == ColumnRole.DATE && !f.column().isNumeric());
        String factor =
                measure.factors().stream()
                        .map(ref -> ref.role() == ColumnRole.MEASURE ? number(ref) : column(ref))
                        .collect(Collectors.joining(" * "));
        boolean whole = measure.factors().stream().allMatch(f -> f.column().isWhole());
        return switch (measure.aggregate()) {
            case COUNT -> "count(*)" + filter;
            case DISTINCT -> "count(DISTINCT " + factor + ")" + filter;
            case SUM ->
                    whole && !careful
                            ? "sum(" + factor + ")" + filter
                            : round("sum(" + factor + ")" + filter);
            case AVERAGE -> round("avg(" + factor + ")" + filter);
            case MEDIAN -> round("median(" + factor + ")" + filter);
            case MINIMUM -> extreme("min", factor, dated) + filter;
            case MAXIMUM -> extreme("max", factor, dated) + filter;
        };
    }

    private static String extreme(String function, String factor, boolean dated) {
        return function + "(" + (dated ? "CAST(" + factor + " AS DATE)" : factor) + ")";
    }

    static String round(String value) {
        return "round(" + value + ", 4)";
    }

    /** The start of a calendar step as text: 2026-10, 2026-11-02, Monday. */
    String step(ColumnRef date, Grain grain) {
        String d = date(date);
        return switch (grain) {
            case HOUR -> "strftime(" + d + ", '%Y-%m-%d %H:00')";
            case HOUR_OF_DAY -> "strftime(" + d + ", '%H:00')";
            case DAY -> "strftime(" + d + ", '%Y-%m-%d')";
            case WEEK -> "strftime(date_trunc('week', " + d + "), '%Y-%m-%d')";
            case MONTH -> "strftime(" + d + ", '%Y-%m')";
            case QUARTER -> "year(" + d + ") || '-Q' || quarter(" + d + ")";
            case YEAR -> "strftime(" + d + ", '%Y')";
            case WEEKDAY -> "isodow(" + d + ") || ' ' || dayname(" + d + ")";
        };
    }

    /** A condition that is true for the days of the range. */
    String within(ColumnRef date, DateRange range) {
        String first = "DATE " + literal(range.first().toString());
        if (date.column().type().equals("DATE") && !careful) {
            String last = "DATE " + literal(range.last().toString());
            return range.days() == 1
                    ? column(date) + " = " + first
                    : column(date) + " BETWEEN " + first + " AND " + last;
        }
        String end = "DATE " + literal(range.last().plusDays(1).toString());
        return date(date) + " >= " + first + " AND " + date(date) + " < " + end;
    }

    String condition(Filter filter) {
        return switch (filter) {
            case Filter.OneOf one -> oneOf(one);
            case Filter.Compared compared ->
                    number(compared.ref())
                            + " "
                            + compared.comparison().sign()
                            + " "
                            + compared.number().toPlainString();
            case Filter.Flag flag -> (flag.value() ? "" : "NOT ") + column(flag.ref());
        };
    }

    private String oneOf(Filter.OneOf one) {
        String column =
                careful || !one.ref().column().isText()
                        ? "CAST(" + column(one.ref()) + " AS VARCHAR)"
                        : column(one.ref());
        String values = one.values().stream().map(Sql::literal).collect(Collectors.joining(", "));
        if (one.values().size() == 1) {
            return column + (one.excluded() ? " <> " : " = ") + values;
        }
        return column + (one.excluded() ? " NOT IN (" : " IN (") + values + ")";
    }

    /** The WHERE clause with a leading blank; empty if there is no condition. */
    String where(List<Filter> filters, Optional<String> more) {
        List<String> all = new ArrayList<>(filters.stream().map(this::condition).toList());
        more.ifPresent(all::add);
        return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    }
}
