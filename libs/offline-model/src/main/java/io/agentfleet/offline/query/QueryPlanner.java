package io.agentfleet.offline.query;

import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.binding.Filter;
import io.agentfleet.offline.binding.Measure;
import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.query.QueryPlan.Purpose;
import io.agentfleet.offline.query.QueryPlan.Query;
import io.agentfleet.offline.query.QueryPlan.Window;
import io.agentfleet.offline.question.Aggregate;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Ranking;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans the queries for a question that was matched with tables. */
public final class QueryPlanner {
    private static final int MOST_ROWS = 10;
    private static final int LEADING = 3;
    private static final int MOST_DIMENSIONS = 2;

    /** Measures for which "the highest" means the highest average, not the highest single value. */
    private static final Set<String> OPINIONS = Set.of("rating", "score", "rate");

    private final Intent intent;
    private final Binding binding;
    private final Window window;
    private final Measure measure;
    private final List<Query> queries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private QueryPlanner(Intent intent, Binding binding) {
        this.intent = intent;
        this.binding = binding;
        this.window = new WindowChooser(intent, binding).choose();
        this.measure = settled(intent, binding);
    }

    /** The plan of a binding that {@linkplain Binding#fits() fits}. */
    public static QueryPlan plan(Intent intent, Binding binding) {
        return new QueryPlanner(intent, binding).plan();
    }

    private QueryPlan plan() {
        Runnable planned =
                switch (binding.shape()) {
                    case VALUE -> this::value;
                    case GROUPS -> this::groups;
                    case RANK -> this::rank;
                    case SHARE -> this::share;
                    case SERIES -> () -> series(false);
                    case COMPARE -> this::compare;
                    case TREND, FORECAST -> this::trend;
                    case OVERVIEW -> this::overview;
                    case ROWS -> () -> add(Purpose.ROWS, "", QueryWriter::rows, MOST_ROWS);
                    case WHY -> this::why;
                };
        planned.run();
        noteUnfinished();
        Binding settled =
                new Binding(
                        binding.source(),
                        binding.shape(),
                        measure,
                        binding.axes(),
                        binding.filters(),
                        binding.reading());
        return new QueryPlan(settled, queries, window, notes);
    }

    /**
     * Adjusts the aggregate: the highest temperature of a sensor is a maximum, and shares are
     * computed from sums.
     */
    private static Measure settled(Intent intent, Binding binding) {
        Measure measure = binding.measure();
        if (binding.shape() == Shape.SHARE && !measure.aggregate().isAdditive()) {
            return measure.aggregate() == Aggregate.DISTINCT
                    ? Measure.rows(binding.source().main(), true)
                    : measure.as(Aggregate.SUM);
        }
        boolean single =
                binding.shape() == Shape.RANK
                        && intent.ask().aggregate().isEmpty()
                        && measure.aggregate() == Aggregate.AVERAGE
                        && measure.factors().getFirst().column().concepts().stream()
                                .noneMatch(OPINIONS::contains);
        boolean descending = intent.ask().ranking().map(Ranking::descending).orElse(true);
        return single ? measure.as(descending ? Aggregate.MAXIMUM : Aggregate.MINIMUM) : measure;
    }

    /** One way to write a query. */
    private interface Writing {
        String write(QueryWriter writer);
    }

    private void add(Purpose purpose, String subject, Writing writing, int maxRows) {
        QueryWriter plain = new QueryWriter(intent, binding, measure, window, false);
        QueryWriter careful = new QueryWriter(intent, binding, measure, window, true);
        queries.add(
                new Query(purpose, subject, writing.write(plain), writing.write(careful), maxRows));
    }

    private void value() {
        boolean perStep = intent.time().perStep() && binding.axes().grain().isPresent();
        add(Purpose.VALUE, "", perStep ? QueryWriter::perStep : QueryWriter::value, 1);
        QueryWriter.compared(binding)
                .filter(values -> binding.shape() == Shape.VALUE && !perStep)
                .map(values -> List.of(values.ref()))
                .ifPresent(by ->
                        add(
                                Purpose.GROUPS,
                                subject(by),
                                w -> w.groups(by, false),
                                QueryWriter.MOST_GROUPS));
    }

    private void groups() {
        List<ColumnRef> by = binding.axes().groups();
        add(Purpose.GROUPS, subject(by), w -> w.groups(by, false), QueryWriter.MOST_GROUPS);
    }

    private static String subject(List<ColumnRef> by) {
        return String.join(", ", by.stream().map(ColumnRef::name).toList());
    }

    private void rank() {
        boolean counted = intent.ask().ranking().filter(Ranking::counted).isPresent();
        int places = intent.ask().ranking().map(Ranking::count).orElse(1);
        int count = counted ? places : Math.max(places, LEADING);
        if (!binding.axes().groups().isEmpty()) {
            List<ColumnRef> by = binding.axes().groups();
            add(Purpose.GROUPS, subject(by), w -> w.ranked(by, count), count);
        } else if (binding.axes().grain().isPresent() && binding.axes().date().isPresent()) {
            series(true);
        } else {
            add(Purpose.ROWS, "", w -> w.rankedRows(count), count);
        }
    }

    private void series(boolean ranked) {
        add(Purpose.SERIES, "", w -> w.series(ranked), QueryWriter.MOST_STEPS);
    }

    private void share() {
        List<ColumnRef> by = binding.axes().groups();
        boolean part = !QueryWriter.parts(binding).isEmpty();
        if (part) {
            add(Purpose.SHARE, "", QueryWriter::share, 1);
        } else {
            add(Purpose.GROUPS, subject(by), w -> w.groups(by, true), QueryWriter.MOST_GROUPS);
        }
    }

    private void compare() {
        Optional<Filter.OneOf> values = QueryWriter.compared(binding);
        if (values.isPresent() && window.earlier().isEmpty()) {
            List<ColumnRef> by = List.of(values.get().ref());
            if (values.get().values().size() == 2) {
                add(Purpose.COMPARISON, values.get().ref().name(), QueryWriter::twoValues, 1);
            }
            add(Purpose.GROUPS, subject(by), w -> w.groups(by, false), QueryWriter.MOST_GROUPS);
            return;
        }
        add(Purpose.COMPARISON, "", QueryWriter::twoPeriods, 1);
        List<ColumnRef> by = binding.axes().groups();
        if (!by.isEmpty()) {
            add(Purpose.CHANGES, subject(by), w -> w.changes(by), MOST_ROWS);
        }
    }

    private void why() {
        notes.add(
                say(
                        "Tables cannot tell causes. The breakdown shows where the change came from;"
                                + " that is correlation only.",
                        "표만으로 원인은 알 수 없습니다. 어디에서 변화가 나왔는지(기여도)만 보이며, 상관관계일 뿐입니다."));
        add(Purpose.COMPARISON, "", QueryWriter::twoPeriods, 1);
        for (ColumnRef dimension : dimensions()) {
            List<ColumnRef> by = List.of(dimension);
            add(Purpose.CHANGES, dimension.name(), w -> w.changes(by), 5);
        }
    }

    private void trend() {
        if (binding.shape() == Shape.FORECAST) {
            notes.add(
                    say(
                            "This model makes no forecasts; only the development so far is shown.",
                            "이 모델은 예측을 하지 않습니다. 지금까지의 추이만 보여 드립니다."));
            if (binding.axes().date().isEmpty()) {
                value();
                return;
            }
        }
        add(Purpose.TREND, "", QueryWriter::trend, 1);
        noteIncompleteSteps();
        series(false);
        if (!binding.axes().groups().isEmpty()) {
            groups();
        }
    }

    /** An incomplete month would distort the trend. */
    private void noteIncompleteSteps() {
        boolean cut = !window.complete().equals(window.shown());
        if (cut && window.complete().isPresent()) {
            notes.add(
                    say(
                            "Incomplete steps at the ends are left out of the trend, which covers "
                                    + window.complete().get()
                                    + ".",
                            "양끝의 불완전한 기간은 추세에서 제외했습니다(추세 기간: " + window.complete().get() + ")."));
        }
    }

    private void noteUnfinished() {
        boolean open =
                window.shown().isPresent()
                        && window.range().isPresent()
                        && window.earlier().isPresent()
                        && window.range().get().last().isAfter(window.shown().get().last());
        if (open) {
            String last = window.shown().get().last().toString();
            notes.add(
                    say(
                            "The data ends on " + last + ": the later period is incomplete.",
                            "데이터가 " + last + "까지여서 뒤 기간은 완전하지 않습니다."));
        }
    }

    private void overview() {
        if (window.earlier().isPresent()) {
            add(Purpose.COMPARISON, "", QueryWriter::twoPeriods, 1);
        } else {
            add(Purpose.VALUE, "", QueryWriter::value, 1);
        }
        if (binding.axes().date().isPresent()) {
            series(false);
        }
        for (ColumnRef dimension : dimensions()) {
            List<ColumnRef> by = List.of(dimension);
            add(Purpose.GROUPS, dimension.name(), w -> w.ranked(by, LEADING), LEADING);
        }
    }

    /**
     * The columns for a breakdown: those that the question names, otherwise those with few values.
     */
    private List<ColumnRef> dimensions() {
        if (!binding.axes().groups().isEmpty()) {
            return binding.axes().groups();
        }
        return binding.source().columns().stream()
                .filter(ref -> ref.role() == ColumnRole.DIMENSION)
                .filter(ref -> ref.column().distinct() >= 2 && ref.column().distinct() <= 50)
                .filter(ref -> ref.column().distinct() * 2 <= ref.table().rows())
                .filter(ref -> binding.filters().stream().noneMatch(f -> f.ref().is(ref)))
                .sorted(Comparator.comparing(ref -> ref.column().concepts().isEmpty()))
                .limit(MOST_DIMENSIONS)
                .toList();
    }

    private String say(String english, String korean) {
        Language language = intent.language();
        return language.pick(english, korean);
    }
}
