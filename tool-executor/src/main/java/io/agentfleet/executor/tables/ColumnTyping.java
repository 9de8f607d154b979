package io.agentfleet.executor.tables;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides how a raw column is shown: dates in odd formats and numbers written as text get their
 * proper types, nested values become JSON text.
 *
 * <p>A text column is read in the first way that fits all its values. If none does, but one fits 98
 * of 100 values or more, the others count as missing and are reported.
 */
final class ColumnTyping {

    private static final String DATE_NAME = "(?i).*(date|day|dt|일자|날짜|일시|년월일).*";
    private static final String MISSING =
            "('', '-', '--', 'n/a', 'na', 'null', 'none', 'nan', '없음', '해당없음')";
    private static final int SAMPLE = 500;
    private static final int SMALLEST_TO_TOLERATE = 50;

    /** How a column is shown. */
    record Typed(String expression, Optional<String> problem) {
        static Typed as(String expression) {
            return new Typed(expression, Optional.empty());
        }
    }

    private record Fit(ColumnParser reading, long values, long days) {}

    private final DuckDbSession database;
    private final String table;

    ColumnTyping(DuckDbSession database, String table) {
        this.database = database;
        this.table = DuckDbSession.name(table);
    }

    Typed of(Column column) throws SQLException {
        String name = DuckDbSession.name(column.name());
        String type = column.type();
        if (type.equals("VARCHAR")) {
            return text(column.name(), name);
        }
        if (type.equals("BIGINT") || type.equals("INTEGER")) {
            return Typed.as(wholeNumber(column.name(), name));
        }
        return Typed.as(shown(name, type));
    }

    private String shown(String name, String type) throws SQLException {
        return switch (Column.typeOf(type)) {
            case "BIGINT" -> bigint(name, type);
            case "DOUBLE" -> name + "::DOUBLE";
            case "DATE", "DECIMAL", "BOOLEAN" -> name;
            case "TIMESTAMP" -> timestamp(name);
            default -> nested(type) ? "to_json(%s)::VARCHAR".formatted(name) : varchar(name, type);
        };
    }

    private static boolean nested(String type) {
        return type.endsWith("]") || type.startsWith("STRUCT(") || type.startsWith("MAP(");
    }

    private static String varchar(String name, String type) {
        return type.equals("JSON") ? name + "->>'$'" : name + "::VARCHAR";
    }

    private String bigint(String name, String type) throws SQLException {
        if (!type.contains("HUGEINT") && !type.equals("UBIGINT")) {
            return name + "::BIGINT";
        }
        boolean fits = fits("count(%1$s) = count(try_cast(%1$s AS BIGINT))".formatted(name));
        return name + (fits ? "::BIGINT" : "::DOUBLE");
    }

    private String timestamp(String name) throws SQLException {
        String plain = name + "::TIMESTAMP";
        boolean days =
                fits(
                        "count(%2$s) > 0 AND bool_and(%1$s = date_trunc('day', %1$s))"
                                .formatted(plain, name));
        return days ? plain + "::DATE" : plain;
    }

    private String wholeNumber(String column, String name) throws SQLException {
        String date = ColumnParser.ALL.get(1).of(name + "::VARCHAR");
        boolean dates =
                column.matches(DATE_NAME)
                        && fits(
                                "count(%1$s) > 0 AND count(%1$s) = count(%2$s)"
                                        .formatted(name, date));
        return dates ? date : name + "::BIGINT";
    }

    private boolean fits(String condition) throws SQLException {
        return Boolean.TRUE.equals(
                database.row("SELECT %s FROM %s".formatted(condition, table)).getFirst());
    }

    private Typed text(String column, String name) throws SQLException {
        String value =
                "(CASE WHEN lower(trim(%1$s)) NOT IN %2$s THEN trim(%1$s) END)"
                        .formatted(name, MISSING);
        long values = database.number("SELECT count(%s) FROM %s".formatted(value, table));
        List<Fit> fits = values == 0 ? List.of() : fits(value, likely(value));
        Optional<Fit> whole = fits.stream().filter(fit -> fit.values() == values).findFirst();
        if (whole.isPresent()) {
            return Typed.as(preferred(whole.get(), fits, values, value).reading().of(value));
        }
        return fits.stream()
                .filter(fit -> values >= SMALLEST_TO_TOLERATE && fit.values() * 100 >= values * 98)
                .findFirst()
                .map(fit -> tolerated(column, fit, values, value))
                .orElseGet(() -> Typed.as("NULLIF(%s, '')".formatted(name)));
    }

    private static Typed tolerated(String column, Fit fit, long values, String value) {
        String problem =
                "%d of %d values of column '%s' are no %s and count as missing"
                        .formatted(values - fit.values(), values, column, fit.reading().name());
        return new Typed(fit.reading().of(value), Optional.of(problem));
    }

    private List<ColumnParser> likely(String value) throws SQLException {
        String sample =
                "(SELECT DISTINCT %1$s AS v FROM %2$s WHERE %1$s IS NOT NULL LIMIT %3$d)"
                        .formatted(value, table, SAMPLE);
        List<String> counts =
                ColumnParser.ALL.stream().map(r -> "count(%s)".formatted(r.of("v"))).toList();
        List<Object> found =
                database.row(
                        "SELECT count(*), %s FROM %s".formatted(String.join(", ", counts), sample));
        long size = ((Number) found.getFirst()).longValue();
        List<ColumnParser> likely = new ArrayList<>();
        for (int i = 0; i < ColumnParser.ALL.size(); i++) {
            if (((Number) found.get(i + 1)).longValue() * 10 >= size * 8) {
                likely.add(ColumnParser.ALL.get(i));
            }
        }
        return likely;
    }

    private List<Fit> fits(String value, List<ColumnParser> readings) throws SQLException {
        List<Fit> fits = new ArrayList<>();
        for (ColumnParser reading : readings) {
            String read = reading.of(value);
            boolean ordered = reading.name().contains("first");
            List<Object> found =
                    database.row(
                            "SELECT count(%1$s), %2$s FROM %3$s"
                                    .formatted(
                                            read,
                                            ordered
                                                    ? "coalesce(date_diff('day', min(%1$s), max(%1$s)), 0)"
                                                            .formatted(read)
                                                    : "0",
                                            table));
            fits.add(
                    new Fit(
                            reading,
                            ((Number) found.get(0)).longValue(),
                            ((Number) found.get(1)).longValue()));
        }
        return fits;
    }

    /**
     * 11/03/2026 fits both orders. The one whose dates lie closer together is meant; if they are
     * equally close, slashes mean month first, dots and dashes day first.
     */
    private Fit preferred(Fit first, List<Fit> fits, long values, String value)
            throws SQLException {
        Optional<Fit> other =
                fits.stream()
                        .filter(fit -> fit.values() == values)
                        .filter(fit -> fit.reading().name().endsWith(ColumnParser.MONTH_FIRST))
                        .findFirst();
        if (!first.reading().name().endsWith(ColumnParser.DAY_FIRST) || other.isEmpty()) {
            return first;
        }
        if (other.get().days() != first.days()) {
            return other.get().days() < first.days() ? other.get() : first;
        }
        return fits("bool_or(contains(%s, '/'))".formatted(value)) ? other.get() : first;
    }
}
