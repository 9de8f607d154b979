package io.agentfleet.executor.tables;

import java.util.List;

/**
 * A file of a data source as a table.
 *
 * @param file path within the folder
 */
public record Table(String name, String file, long rows, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
    }
}
