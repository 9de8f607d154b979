package io.agentfleet.executor.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON: an array of records, one record per line, or an object that wraps one array of
 * records. Fields of objects become columns of their own ({@code customer_name}).
 */
final class JsonTableReader {

    private static final int DEEPEST = 4;
    private static final long SMALLEST_BUFFER = 1L << 20;
    private static final long LARGEST_BUFFER = 96L << 20;

    private final DuckDbSession database;

    JsonTableReader(DuckDbSession database) {
        this.database = database;
    }

    void load(Path file, String table, String format) throws SQLException {
        database.execute(
                "CREATE OR REPLACE TABLE %s AS SELECT * FROM read_json(%s, format='%s', sample_size=-1, maximum_object_size=%d)"
                        .formatted(
                                DuckDbSession.name(table),
                                DuckDbSession.file(file),
                                format,
                                largest(file)));
        unwrap(table);
        int depth = 0;
        while (depth < DEEPEST && flatten(table)) {
            depth++;
        }
    }

    // The reader sets aside twice this much for each thread.
    private static long largest(Path file) {
        return Math.clamp(file.toFile().length(), SMALLEST_BUFFER, LARGEST_BUFFER);
    }

    private void unwrap(String table) throws SQLException {
        if (database.number("SELECT count(*) FROM " + DuckDbSession.name(table)) != 1) {
            return;
        }
        List<Column> lists =
                database.columns(table).stream()
                        .filter(c -> c.type().startsWith("STRUCT(") && c.type().endsWith(")[]"))
                        .toList();
        if (lists.size() == 1) {
            replace(
                    table,
                    "unnest(%s, max_depth := 2)"
                            .formatted(DuckDbSession.name(lists.getFirst().name())));
        }
    }

    private boolean flatten(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        boolean nested = false;
        for (Column column : database.columns(table)) {
            String name = DuckDbSession.name(column.name());
            if (column.type().startsWith("STRUCT(") && column.type().endsWith(")")) {
                nested = true;
                for (String field : fields(table, name)) {
                    columns.add(
                            "%s.%s AS %s"
                                    .formatted(
                                            name,
                                            DuckDbSession.name(field),
                                            DuckDbSession.name(column.name() + "_" + field)));
                }
            } else {
                columns.add(name);
            }
        }
        if (nested) {
            replace(table, String.join(", ", columns));
        }
        return nested;
    }

    private List<String> fields(String table, String column) throws SQLException {
        return database
                .rows(
                        "DESCRIBE SELECT unnest(%s) FROM %s"
                                .formatted(column, DuckDbSession.name(table)))
                .stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    /** The table that takes this one's place. */
    static String flattened(String table) {
        return table + ", flattened";
    }

    private void replace(String table, String columns) throws SQLException {
        String flat = DuckDbSession.name(flattened(table));
        database.execute(
                "CREATE OR REPLACE TABLE %s AS SELECT %s FROM %s"
                        .formatted(flat, columns, DuckDbSession.name(table)));
        database.execute("DROP TABLE " + DuckDbSession.name(table));
        database.execute("ALTER TABLE %s RENAME TO %s".formatted(flat, DuckDbSession.name(table)));
    }
}
