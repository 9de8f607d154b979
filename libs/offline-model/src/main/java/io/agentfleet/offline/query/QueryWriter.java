package io.agentfleet.offline.query;

import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.binding.Filter;
import io.agentfleet.offline.binding.Measure;
import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.query.QueryPlan.Window;
import io.agentfleet.offline.question.Aggregate;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Ranking;
import io.agentfleet.offline.tables.ColumnRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the queries of a plan. All figures, differences and shares are computed by the query. */
final class QueryWriter {
    static final int MOST_GROUPS = 20;
    static final int MOST_STEPS = 40;

    private final Intent intent;
    private final Binding binding;
    private final Measure measure;
    private final Window window;
    private final Sql sql;

    QueryWriter(Intent intent, Binding binding, Measure measure, Window window, boolean careful) {
        this.intent = intent;
        this.binding = binding;
        this.measure = measure;
        this.window = window;
        this.sql = new Sql(binding.source(), careful);
    }

    /** The filters that select the part of a share; the others select the whole. */
    static List<Filter> parts(Binding binding) {
        List<Filter> values =
                binding.filters().stream()
                        .filter(f -> f instanceof Filter.OneOf one && !one.excluded())
                        .toList();
        return values.isEmpty()
                ? binding.filters().stream().filter(f -> !(f instanceof Filter.OneOf)).toList()
                : values;
    }

    /** The filter whose values are compared with each other. */
    static Optional<Filter.OneOf> compared(Binding binding) {
        return binding.filters().stream()
                .filter(Filter.OneOf.class::isInstance)
                .map(Filter.OneOf.class::cast)
                .filter(one -> one.values().size() > 1 && !one.excluded())
                .findFirst();
    }

    String value() {
        String rows = measure.aggregate() == Aggregate.COUNT ? "" : ", count(*) AS \"rows\"";
        return "SELECT " + plain() + " AS \"value\"" + rows + " FROM " + sql.from() + where();
    }

    String perStep() {
        boolean counts = measure.aggregate() == Aggregate.COUNT;
        Measure summed = counts ? measure : measure.as(Aggregate.SUM);
        return "SELECT round(avg(v), 4) AS \"value\", count(*) AS \"rows\" FROM (SELECT "
                + step()
                + " AS s, "
                + sql.aggregate(summed, Optional.empty())
                + " AS v FROM "
                + sql.from()
                + where()
                + " GROUP BY 1)";
    }

    String groups(List<ColumnRef> by, boolean shares) {
        boolean stepped = binding.axes().grain().isPresent() && binding.axes().date().isPresent();
        String columns = (stepped ? step() + " AS \"step\", " : "") + columns(by);
        int keys = by.size() + (stepped ? 1 : 0);
        String share =
                shares
                        ? ", round(100.0 * "
                                + plain()
                                + " / nullif(sum("
                                + plain()
                                + ") OVER (), 0), 2) AS \"share_percent\""
                        : "";
        String order = stepped ? "1, " + (keys + 1) + " DESC" : (keys + 1) + " DESC, 1";
        return "SELECT "
                + columns
                + ", "
                + plain()
                + " AS \"value\""
                + share
                + " FROM "
                + sql.from()
                + where()
                + groupBy(keys)
                + having()
                + " ORDER BY "
                + order
                + " LIMIT "
                + (stepped ? MOST_STEPS : MOST_GROUPS);
    }

    String ranked(List<ColumnRef> by, int count) {
        return "SELECT "
                + columns(by)
                + ", "
                + plain()
                + " AS \"value\" FROM "
                + sql.from()
                + where()
                + groupBy(by.size())
                + having()
                + " ORDER BY "
                + (by.size() + 1)
                + direction()
                + " NULLS LAST, 1 LIMIT "
                + count;
    }

    String series(boolean ranked) {
        String steps =
                "SELECT "
                        + step()
                        + " AS \"step\", "
                        + plain()
                        + " AS \"value\" FROM "
                        + sql.from()
                        + where()
                        + " GROUP BY 1"
                        + having();
        if (ranked) {
            int count = intent.ask().ranking().map(Ranking::count).orElse(1);
            return steps
                    + " ORDER BY 2"
                    + direction()
                    + " NULLS LAST, 1 LIMIT "
                    + Math.max(count, 3);
        }
        return "SELECT * FROM (" + steps + " ORDER BY 1 DESC LIMIT " + MOST_STEPS + ") ORDER BY 1";
    }

    String share() {
        List<Filter> parts = parts(binding);
        List<Filter> whole = binding.filters().stream().filter(f -> !parts.contains(f)).toList();
        String part = parts.stream().map(sql::condition).collect(Collectors.joining(" AND "));
        return "SELECT *, round(100.0 * \"part\" / nullif(\"total\", 0), 2) AS \"share_percent\""
                + " FROM (SELECT "
                + sql.aggregate(measure, Optional.of(part))
                + " AS \"part\", "
                + plain()
                + " AS \"total\" FROM "
                + sql.from()
                + sql.where(whole, range())
                + ")";
    }

    String twoPeriods() {
        return change("", sides(), " FROM " + sql.from() + where(Optional.empty()));
    }

    String changes(List<ColumnRef> by) {
        return change(
                        columns(by) + ", ",
                        sides(),
                        " FROM " + sql.from() + where(bothPeriods()) + groupBy(by.size()))
                + " ORDER BY abs(\"difference\") DESC NULLS LAST LIMIT "
                + MOST_GROUPS / 2;
    }

    String twoValues() {
        Filter.OneOf pair = compared(binding).orElseThrow();
        List<String> sides =
                pair.values().stream()
                        .map(v -> new Filter.OneOf(pair.ref(), List.of(v), false))
                        .map(one -> sql.aggregate(measure, Optional.of(sql.condition(one))))
                        .toList();
        return change("", sides, " FROM " + sql.from() + where());
    }

    String trend() {
        return "SELECT round(regr_slope(v, i), 4) AS \"slope\", count(*) AS \"points\","
                + " arg_min(v, i) AS \"first\", arg_max(v, i) AS \"last\","
                + " round(100.0 * (arg_max(v, i) - arg_min(v, i)) / nullif(abs(arg_min(v, i)), 0), 2)"
                + " AS \"growth_percent\","
                + " round(100.0 * regr_slope(v, i) * (count(*) - 1) / nullif(abs(avg(v)), 0), 2)"
                + " AS \"drift_percent\" FROM (SELECT v, row_number() OVER (ORDER BY s) AS i FROM"
                + " (SELECT "
                + step()
                + " AS s, "
                + plain()
                + " AS v FROM "
                + sql.from()
                + where(complete())
                + " GROUP BY 1))";
    }

    private Optional<String> complete() {
        return window.complete()
                .flatMap(r -> binding.axes().date().map(d -> sql.within(d, r)))
                .filter(w -> !window.complete().equals(window.shown()))
                .or(this::range);
    }

    String rows() {
        return "SELECT "
                + columns(RowColumns.of(intent, binding, measure))
                + " FROM "
                + sql.from()
                + where()
                + " LIMIT 10";
    }

    String rankedRows(int count) {
        String order =
                measure.factors().stream().map(sql::column).collect(Collectors.joining(" * "));
        return "SELECT "
                + columns(RowColumns.of(intent, binding, measure))
                + " FROM "
                + sql.from()
                + where()
                + " ORDER BY "
                + order
                + direction()
                + " NULLS LAST LIMIT "
                + count;
    }

    private String change(String keys, List<String> sides, String rest) {
        return "SELECT *, \"later\" - \"earlier\" AS \"difference\","
                + " round(100.0 * (\"later\" - \"earlier\") / nullif(abs(\"earlier\"), 0), 2)"
                + " AS \"change_percent\" FROM (SELECT "
                + keys
                + sides.getFirst()
                + " AS \"earlier\", "
                + sides.getLast()
                + " AS \"later\""
                + rest
                + ")";
    }

    private List<String> sides() {
        ColumnRef date = binding.axes().date().orElseThrow();
        return List.of(
                sql.aggregate(measure, window.earlier().map(r -> sql.within(date, r))),
                sql.aggregate(measure, window.range().map(r -> sql.within(date, r))));
    }

    private Optional<String> bothPeriods() {
        ColumnRef date = binding.axes().date().orElseThrow();
        String earlier = sql.within(date, window.earlier().orElseThrow());
        String later = sql.within(date, window.range().orElseThrow());
        return Optional.of("(" + earlier + " OR " + later + ")");
    }

    private String plain() {
        return sql.aggregate(measure, Optional.empty());
    }

    private String where() {
        return where(range());
    }

    private String where(Optional<String> more) {
        return sql.where(binding.filters(), more);
    }

    private Optional<String> range() {
        return binding.axes().date().flatMap(d -> window.range().map(r -> sql.within(d, r)));
    }

    private String step() {
        Grain grain = window.grain().orElse(Grain.MONTH);
        return sql.step(binding.axes().date().orElseThrow(), grain);
    }

    private String columns(List<ColumnRef> by) {
        return by.stream().map(sql::column).collect(Collectors.joining(", "));
    }

    private static String groupBy(int keys) {
        return " GROUP BY " + (keys == 1 ? "1" : keys == 2 ? "1, 2" : "1, 2, 3");
    }

    private String having() {
        return binding.reading().having().isEmpty()
                ? ""
                : binding.reading().having().stream()
                        .map(h ->
                                plain()
                                        + " "
                                        + h.comparison().sign()
                                        + " "
                                        + h.number().toPlainString())
                        .collect(Collectors.joining(" AND ", " HAVING ", ""));
    }

    private String direction() {
        return intent.ask().ranking().filter(r -> !r.descending()).isPresent() ? "" : " DESC";
    }
}
