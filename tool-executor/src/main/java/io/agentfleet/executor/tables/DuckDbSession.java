package io.agentfleet.executor.tables;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One connection to DuckDB with the few things that loading and describing need. */
public final class DuckDbSession implements AutoCloseable {

    private final Connection connection;

    DuckDbSession(Connection connection) {
        this.connection = connection;
    }

    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A file as a text, its name taken literally and not as a pattern. */
    static String file(Path path) {
        return text(pattern(path));
    }

    /** The pattern that only this file fits. */
    static String pattern(Path path) {
        return path.toString().replaceAll("[\\[*?]", "[$0]");
    }

    public Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows; an element is null where the value is. */
    public List<List<Object>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    public List<Object> row(String sql) throws SQLException {
        return rows(sql).getFirst();
    }

    long number(String sql) throws SQLException {
        return ((Number) row(sql).getFirst()).longValue();
    }

    /** Columns with DuckDB's own types. */
    List<Column> columns(String table) throws SQLException {
        return rows("DESCRIBE SELECT * FROM " + name(table)).stream()
                .map(row -> new Column(String.valueOf(row.get(0)), String.valueOf(row.get(1))))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
