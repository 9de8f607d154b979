package io.agentfleet.offline.question;

/** The shape of the answer that a question asks for. */
public enum Shape {
    /** One figure. */
    VALUE,
    /** A figure per group. */
    GROUPS,
    /** The groups, steps or rows with the most or the least. */
    RANK,
    /** A part of a whole, in per cent. */
    SHARE,
    /** A figure per step of the calendar. */
    SERIES,
    /** Two periods or two groups, compared. */
    COMPARE,
    /** Direction and growth over time. */
    TREND,
    /** A summary: totals, series, largest groups. */
    OVERVIEW,
    /** Rows as they are. */
    ROWS,
    /** Reasons: answered by the breakdown of a change. */
    WHY,
    /** The future: cannot be answered. */
    FORECAST
}
