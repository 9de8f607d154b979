package io.agentfleet.offline.language;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days, both ends included.
 *
 * @param first the first day
 * @param last the last day, not before the first
 */
public record DateRange(LocalDate first, LocalDate last) {
    public DateRange {
        if (last.isBefore(first)) {
            LocalDate swap = first;
            first = last;
            last = swap;
        }
    }

    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    public boolean overlaps(DateRange other) {
        return !last.isBefore(other.first) && !other.last.isBefore(first);
    }

    /**
     * The preceding range of the same kind: for a month the month before, otherwise as many days.
     */
    public DateRange before() {
        for (Grain grain : new Grain[] {Grain.YEAR, Grain.QUARTER, Grain.MONTH}) {
            if (grain.around(first).equals(this)) {
                return grain.around(first.minusDays(1));
            }
        }
        return new DateRange(first.minusDays(days()), first.minusDays(1));
    }

    /** The range moved back by one step; whole months stay whole months. */
    public DateRange backBy(Grain grain) {
        boolean wholeMonths =
                first.getDayOfMonth() == 1 && last.equals(Grain.MONTH.around(last).last());
        LocalDate end = grain.plus(last, -1);
        return new DateRange(
                grain.plus(first, -1),
                wholeMonths && grain != Grain.DAY && grain != Grain.WEEK
                        ? Grain.MONTH.around(end).last()
                        : end);
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + " ~ " + last;
    }
}
