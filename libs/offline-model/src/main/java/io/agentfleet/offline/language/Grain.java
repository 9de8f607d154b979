package io.agentfleet.offline.language;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** A step of the calendar. */
public enum Grain {
    HOUR("hour", "시간"),
    HOUR_OF_DAY("hour of the day", "시간대"),
    DAY("day", "일"),
    WEEK("week", "주"),
    MONTH("month", "월"),
    QUARTER("quarter", "분기"),
    YEAR("year", "연도"),
    WEEKDAY("weekday", "요일");

    private final String english;
    private final String korean;

    Grain(String english, String korean) {
        this.english = english;
        this.korean = korean;
    }

    /** Whether its steps repeat, such as weekdays, so that they are not a time series. */
    public boolean isCyclic() {
        return this == WEEKDAY || this == HOUR_OF_DAY;
    }

    public String word(Language language) {
        return language.pick(english, korean);
    }

    /** The first day of the step that contains {@code date}; weeks start on Monday. */
    public LocalDate start(LocalDate date) {
        return switch (this) {
            case HOUR, HOUR_OF_DAY, DAY, WEEKDAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    /** {@code date} moved by {@code steps}. */
    public LocalDate plus(LocalDate date, int steps) {
        return switch (this) {
            case HOUR, HOUR_OF_DAY, DAY, WEEKDAY -> date.plusDays(steps);
            case WEEK -> date.plusWeeks(steps);
            case MONTH -> date.plusMonths(steps);
            case QUARTER -> date.plusMonths(3L * steps);
            case YEAR -> date.plusYears(steps);
        };
    }

    /** The range of the step that contains {@code date}. */
    public DateRange around(LocalDate date) {
        return new DateRange(start(date), plus(start(date), 1).minusDays(1));
    }

    /** The grain that shows a range in a readable number of points. */
    public static Grain fitting(DateRange range) {
        long days = range.days();
        return days <= 31 ? DAY : days <= 120 ? WEEK : days <= 1100 ? MONTH : YEAR;
    }
}
