package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.question.Aggregate;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.NumberCondition;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import io.agentfleet.offline.tables.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Matches a question with tables: values first, then groups, measure and time. */
public final class Binder {

    /** The smallest share of a question's words that must match the data. */
    private static final double LEAST_EXPLAINED = 0.34;

    private final Intent intent;
    private final Source source;
    private final Set<Term> claimed = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<Filter.Compared> having = new ArrayList<>();
    private Optional<Grain> grain;

    private Binder(Intent intent, Source source) {
        this.intent = intent;
        this.source = source;
        this.grain = intent.time().grain();
    }

    /**
     * The best match of the question with the source; {@link Binding#fits()} tells if it is good
     * enough.
     */
    public static Binding bind(Intent intent, Source source) {
        return new Binder(intent, source).bind();
    }

    private Binding bind() {
        FilterFinder finder = new FilterFinder(intent, source, claimed);
        filters.addAll(finder.byValue());
        Set<Term> before = Set.copyOf(claimed);
        List<Optional<ColumnRef>> compared =
                intent.conditions().stream().map(finder::compared).toList();
        GroupFinder groupFinder = new GroupFinder(intent, source, claimed);
        groupFinder.named();
        filters.addAll(finder.byFlag());
        Measure measure = measure(before);
        List<ColumnRef> groups = groups(groupFinder, measure, compared);
        Optional<ColumnRef> date = ColumnMatches.date(intent, source);
        groups = withCalendarColumn(groups, date);
        addConditions(compared, measure, groups);
        Shape shape = new ShapeChooser(intent, filters, groups, date, grain).choose(measure);
        return finished(shape, extreme(shape, measure), new Binding.Axes(groups, date, grain));
    }

    private Measure measure(Set<Term> beforeConditions) {
        MeasureFinder finder = new MeasureFinder(intent, source, claimed);
        Measure measure = finder.find();
        if (!measure.explicit() && measure.aggregate() != Aggregate.COUNT) {
            MeasureFinder again = new MeasureFinder(intent, source, beforeConditions);
            Measure named = again.find();
            if (named.explicit()) {
                measure = named;
                finder = again;
            }
        }
        notes.addAll(finder.notes());
        return measure;
    }

    private List<ColumnRef> groups(
            GroupFinder finder, Measure measure, List<Optional<ColumnRef>> compared) {
        boolean ofGroups =
                switch (intent.ask().shape()) {
                    case RANK, SHARE, COMPARE -> grain.isEmpty();
                    case VALUE ->
                            intent.ask().aggregate().isEmpty()
                                    && compared.stream()
                                            .flatMap(Optional::stream)
                                            .anyMatch(c -> measure.factors().contains(c));
                    case GROUPS, SERIES, TREND, FORECAST, OVERVIEW, ROWS, WHY -> false;
                };
        boolean dated = measure.factors().stream().anyMatch(f -> f.role() == ColumnRole.DATE);
        boolean distinct = measure.aggregate() == Aggregate.DISTINCT;
        List<ColumnRef> groups =
                ofGroups && !dated && !distinct ? finder.namedOrMentioned() : finder.named();
        return groups.stream().filter(group -> !isEachRow(group, measure)).toList();
    }

    /** "Average per order" where each row is an order: the plain average. */
    private static boolean isEachRow(ColumnRef group, Measure measure) {
        boolean averages =
                measure.aggregate() == Aggregate.AVERAGE
                        || measure.aggregate() == Aggregate.MEDIAN
                        || measure.aggregate() == Aggregate.COUNT;
        return averages
                && group.role() == ColumnRole.ID
                && group.column().distinct() == group.table().rows();
    }

    /** Without dates, "by month" may still mean a column called month. */
    private List<ColumnRef> withCalendarColumn(List<ColumnRef> groups, Optional<ColumnRef> date) {
        if (date.isPresent() || grain.isEmpty()) {
            return groups;
        }
        Grain wanted = grain.get();
        grain = Optional.empty();
        List<ColumnRef> all = new ArrayList<>(groups);
        source.columns().stream()
                .filter(ref -> ref.role() == ColumnRole.DIMENSION && isCalled(ref, wanted))
                .findFirst()
                .ifPresentOrElse(
                        all::add,
                        () ->
                                notes.add(
                                        intent.language()
                                                .pick(
                                                        "There is no date column in "
                                                                + source.main().file()
                                                                + ", so no split by time.",
                                                        source.main().file()
                                                                + "에 날짜 열이 없어 기간별로 나눌 수 없습니다.")));
        return all;
    }

    private static boolean isCalled(ColumnRef ref, Grain wanted) {
        String name = ref.name().toLowerCase(java.util.Locale.ROOT);
        return name.contains(wanted.word(io.agentfleet.offline.language.Language.ENGLISH))
                || name.equals(wanted.word(io.agentfleet.offline.language.Language.KOREAN));
    }

    private void addConditions(
            List<Optional<ColumnRef>> compared, Measure measure, List<ColumnRef> groups) {
        for (int i = 0; i < compared.size(); i++) {
            NumberCondition condition = intent.conditions().get(i);
            Optional<ColumnRef> ref =
                    compared.get(i).or(() -> measure.factors().stream().findFirst());
            if (ref.isEmpty()) {
                notes.add(
                        intent.language()
                                .pick(
                                        "No column was found for the comparison with "
                                                + condition.number()
                                                + ".",
                                        condition.number() + "과(와) 비교할 열을 찾지 못했습니다."));
                continue;
            }
            Filter.Compared filter =
                    new Filter.Compared(ref.get(), condition.comparison(), condition.number());
            boolean ofGroup =
                    !groups.isEmpty()
                            && measure.factors().contains(ref.get())
                            && intent.ask().ranking().isEmpty()
                            && intent.ask().shape() != Shape.SHARE;
            if (ofGroup) {
                having.add(filter);
            } else {
                filters.add(filter);
            }
        }
    }

    /** "The highest temperature" without groups is a maximum. */
    private Measure extreme(Shape shape, Measure measure) {
        boolean plain = shape == Shape.VALUE && intent.ask().aggregate().isEmpty();
        if (!plain || intent.ask().ranking().isEmpty() || measure.factors().isEmpty()) {
            return measure;
        }
        return measure.as(
                intent.ask().ranking().get().descending() ? Aggregate.MAXIMUM : Aggregate.MINIMUM);
    }

    private Binding finished(Shape shape, Measure measure, Binding.Axes axes) {
        List<Term> content = intent.contentTerms();
        List<Term> unmatched = new ArrayList<>();
        double score = measure.explicit() ? 0.3 : 0;
        for (Term term : content) {
            double fit = claimed.contains(term) ? 0.9 : explained(term);
            if (fit < NameMatch.ENOUGH - 0.05) {
                unmatched.add(term);
            } else {
                score += fit;
            }
        }
        boolean timeless = noteTimeless(axes);
        double matched = content.size() - unmatched.size();
        boolean enough = content.isEmpty() || matched / content.size() >= LEAST_EXPLAINED;
        boolean fits = enough && isUsable(shape, measure, axes, matched);
        double total = score + 0.01 * filters.size() - (timeless ? 1 : 0);
        return new Binding(
                source,
                shape,
                measure,
                axes,
                filters,
                new Binding.Reading(having, unmatched, total, fits, notes));
    }

    private boolean noteTimeless(Binding.Axes axes) {
        boolean timeless = axes.date().isEmpty() && !intent.time().periods().isEmpty();
        if (timeless) {
            notes.add(
                    intent.language()
                            .pick(
                                    "There is no date column, so the period could not be applied.",
                                    "날짜 열이 없어 기간 조건을 적용하지 못했습니다."));
        }
        return timeless;
    }

    private double explained(Term term) {
        double best = NameMatch.score(term, source.main().name());
        for (ColumnRef ref : source.columns()) {
            best = Math.max(best, ColumnMatches.score(term, ref));
        }
        boolean derived =
                source.columns(ColumnRole.MEASURE).stream().anyMatch(r -> r.column().means("price"))
                        && NameMatch.meaning(term).contains("amount");
        boolean rowWord = MeasureFinder.meansRow(term);
        return derived || rowWord ? Math.max(best, NameMatch.ENOUGH) : best;
    }

    private boolean isUsable(Shape shape, Measure measure, Binding.Axes axes, double matched) {
        boolean counted = intent.ask().aggregate().equals(Optional.of(Aggregate.COUNT));
        return switch (shape) {
            case VALUE -> measure.explicit();
            case SHARE -> measure.explicit() || matched > 0;
            case GROUPS, RANK ->
                    measure.explicit()
                            || (!counted && !axes.groups().isEmpty())
                            || (axes.grain().isPresent()
                                    && (matched > 0 || intent.contentTerms().isEmpty()));
            case ROWS -> matched > 0;
            case OVERVIEW, SERIES, COMPARE, TREND, WHY, FORECAST ->
                    measure.explicit() || matched > 0 || intent.contentTerms().isEmpty();
        };
    }
}
