package io.agentfleet.offline.tables;

/** What a column is for, told from its type, name and statistics. */
public enum ColumnRole {
    DATE,
    MEASURE,
    DIMENSION,
    FLAG,
    ID
}
