package io.agentfleet.offline.language;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.OptionalInt;

/** A period as a question words it; resolved to days once the days of the data are known. */
public sealed interface Period {

    /**
     * The days of the period.
     *
     * @param data the first and the newest day of the data; "now" is its last day
     */
    DateRange within(DateRange data);

    /** The last {@code count} steps up to the newest day: "last 7 days", "최근 3개월". */
    record Latest(int count, Grain grain) implements Period {
        @Override
        public DateRange within(DateRange data) {
            return new DateRange(grain.plus(data.last(), -count).plusDays(1), data.last());
        }
    }

    /** A calendar step, {@code back} steps before the one of the newest day: "last month" is 1. */
    record Calendar(Grain grain, int back) implements Period {
        @Override
        public DateRange within(DateRange data) {
            return grain.around(grain.plus(grain.start(data.last()), -back));
        }
    }

    /** Months of a year; without a year, the latest such months that the data covers. */
    record Months(OptionalInt year, int firstMonth, int count) implements Period {
        @Override
        public DateRange within(DateRange data) {
            int newest = data.last().getYear();
            int chosen =
                    year.orElse(
                            LocalDate.of(newest, firstMonth, 1).isAfter(data.last())
                                    ? newest - 1
                                    : newest);
            YearMonth from = YearMonth.of(chosen, firstMonth);
            return new DateRange(from.atDay(1), from.plusMonths(count - 1L).atEndOfMonth());
        }
    }

    /** One day; without a year, the latest such day that the data covers. */
    record Day(OptionalInt year, int month, int day) implements Period {
        @Override
        public DateRange within(DateRange data) {
            int newest = data.last().getYear();
            LocalDate here = clamped(year.orElse(newest));
            LocalDate date =
                    year.isEmpty() && here.isAfter(data.last()) ? clamped(newest - 1) : here;
            return new DateRange(date, date);
        }

        private LocalDate clamped(int ofYear) {
            YearMonth of = YearMonth.of(ofYear, month);
            return of.atDay(Math.min(day, of.lengthOfMonth()));
        }
    }

    /** From the start of one to the end of the other. */
    record Between(Period from, Period to) implements Period {
        @Override
        public DateRange within(DateRange data) {
            return new DateRange(from.within(data).first(), to.within(data).last());
        }
    }

    /** From the start of it (or, exclusive, from the day after its end) to the newest day. */
    record Since(Period from, boolean exclusive) implements Period {
        @Override
        public DateRange within(DateRange data) {
            DateRange range = from.within(data);
            LocalDate first = exclusive ? range.last().plusDays(1) : range.first();
            return new DateRange(first, first.isAfter(data.last()) ? first : data.last());
        }
    }

    /** From the oldest day to the end of it (or, exclusive, to the day before its start). */
    record Until(Period to, boolean exclusive) implements Period {
        @Override
        public DateRange within(DateRange data) {
            DateRange range = to.within(data);
            LocalDate last = exclusive ? range.first().minusDays(1) : range.last();
            return new DateRange(last.isBefore(data.first()) ? last : data.first(), last);
        }
    }
}
