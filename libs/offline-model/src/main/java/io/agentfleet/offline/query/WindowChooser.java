package io.agentfleet.offline.query;

import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.binding.Filter;
import io.agentfleet.offline.language.DateRange;
import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.language.Period;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.question.TimeScope;
import io.agentfleet.offline.tables.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Resolves the days that a question means, once the newest day of the data is known. */
final class WindowChooser {
    private final Intent intent;
    private final Binding binding;

    WindowChooser(Intent intent, Binding binding) {
        this.intent = intent;
        this.binding = binding;
    }

    QueryPlan.Window choose() {
        Optional<DateRange> data = binding.axes().date().flatMap(ref -> Table.span(ref.column()));
        if (data.isEmpty()) {
            return new QueryPlan.Window(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        List<DateRange> ranges = ranges(data.get());
        boolean compares = binding.shape() == Shape.COMPARE || binding.shape() == Shape.WHY;
        QueryPlan.Window window =
                compares && !comparesValues() ? compared(ranges, data.get()) : plain(ranges);
        if (binding.shape() == Shape.OVERVIEW && window.range().isPresent()) {
            DateRange before = window.range().get().before();
            Optional<DateRange> earlier =
                    before.overlaps(data.get()) ? Optional.of(before) : Optional.empty();
            window =
                    new QueryPlan.Window(window.range(), earlier, window.grain(), Optional.empty());
        }
        DateRange shown = clipped(window.range().orElse(data.get()), data.get());
        Grain grain = binding.axes().grain().orElseGet(() -> fitting(shown));
        return new QueryPlan.Window(
                window.range(), window.earlier(), Optional.of(grain), Optional.of(shown));
    }

    private Grain fitting(DateRange shown) {
        boolean years = binding.axes().date().filter(d -> d.column().isNumeric()).isPresent();
        return years ? Grain.YEAR : Grain.fitting(shown);
    }

    private static DateRange clipped(DateRange range, DateRange data) {
        return range.overlaps(data)
                ? new DateRange(
                        range.first().isBefore(data.first()) ? data.first() : range.first(),
                        range.last().isAfter(data.last()) ? data.last() : range.last())
                : range;
    }

    /** "this week" and "last week" together are calendar weeks. */
    private List<DateRange> ranges(DateRange data) {
        boolean calendar =
                intent.time().periods().stream()
                        .anyMatch(p -> p.equals(new Period.Calendar(Grain.WEEK, 0)));
        return intent.time().periods().stream()
                .map(p ->
                        calendar && p.equals(new Period.Latest(1, Grain.WEEK))
                                ? new Period.Calendar(Grain.WEEK, 1)
                                : p)
                .map(p -> p.within(data))
                .toList();
    }

    private boolean comparesValues() {
        return binding.shape() == Shape.COMPARE
                && binding.filters().stream()
                        .anyMatch(f -> f instanceof Filter.OneOf o && o.values().size() > 1);
    }

    private QueryPlan.Window plain(List<DateRange> ranges) {
        if (ranges.isEmpty()) {
            return new QueryPlan.Window(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        DateRange all = ranges.getFirst();
        for (DateRange range : ranges) {
            all =
                    new DateRange(
                            range.first().isBefore(all.first()) ? range.first() : all.first(),
                            range.last().isAfter(all.last()) ? range.last() : all.last());
        }
        return new QueryPlan.Window(
                Optional.of(all), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private QueryPlan.Window compared(List<DateRange> ranges, DateRange data) {
        List<DateRange> both = new ArrayList<>(ranges);
        if (both.size() == 1
                && intent.time().baseline().isEmpty()
                && intent.time().periods().getFirst() instanceof Period.Between between) {
            both = new ArrayList<>(List.of(between.from().within(data), between.to().within(data)));
        }
        if (both.size() > 1) {
            both.sort(Comparator.comparing(DateRange::first));
            return window(both.getLast(), both.get(both.size() - 2));
        }
        Optional<Grain> step = intent.time().baseline().flatMap(TimeScope.Baseline::step);
        DateRange later = both.isEmpty() ? newest(step, data) : both.getFirst();
        return window(later, step.map(later::backBy).orElseGet(later::before));
    }

    /**
     * Without a named period: the newest month and the month before, or days if there is less data.
     */
    private static DateRange newest(Optional<Grain> step, DateRange data) {
        Grain grain = step.orElse(data.days() > 45 ? Grain.MONTH : Grain.WEEK);
        return grain == Grain.WEEK || grain == Grain.DAY
                ? new Period.Latest(1, grain).within(data)
                : grain.around(data.last());
    }

    private static QueryPlan.Window window(DateRange later, DateRange earlier) {
        return new QueryPlan.Window(
                Optional.of(later), Optional.of(earlier), Optional.empty(), Optional.empty());
    }
}
