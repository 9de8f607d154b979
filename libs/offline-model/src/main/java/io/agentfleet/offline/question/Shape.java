package io.agentfleet.offline.question;

/** The shape of the answer that a question wants. */
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
    /** Two periods or two groups against each other. */
    COMPARE,
    /** Direction and growth over time. */
    TREND,
    /** A general look: totals, series, leading groups. */
    OVERVIEW,
    /** Rows as they are. */
    ROWS,
    /** Reasons: only the breakdown of a change can be given. */
    WHY,
    /** The future: cannot be given. */
    FORECAST
}
