package io.agentfleet.offline.tables;

/** The role of a column, derived from its type, name and statistics. */
public enum ColumnRole {
    DATE,
    MEASURE,
    DIMENSION,
    FLAG,
    ID
}
