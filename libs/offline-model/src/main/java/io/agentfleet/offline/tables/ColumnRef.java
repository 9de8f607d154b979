package io.agentfleet.offline.tables;

/** A column of one of the tables that a query reads. */
public record ColumnRef(Table table, Column column) {

    public String name() {
        return column.name();
    }

    public ColumnRole role() {
        return column.role();
    }

    public boolean is(ColumnRef other) {
        return table.name().equals(other.table.name()) && column.name().equals(other.column.name());
    }
}
