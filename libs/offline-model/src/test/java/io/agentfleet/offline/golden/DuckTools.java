package io.agentfleet.offline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.taskmodel.run.ToolCall;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table tools over a real DuckDB in memory, in the shapes that the executor gives. */
public final class DuckTools implements AutoCloseable {
    private final Connection connection;
    private final Map<String, Path> files;
    private final boolean listsColumns;

    /**
     * @param listsColumns whether {@code list_tables} tells columns too; models must cope with both
     */
    public DuckTools(GoldenData data, boolean listsColumns) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.files = new LinkedHashMap<>(data.files());
        this.listsColumns = listsColumns;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE \"%s\" AS SELECT * FROM read_csv('%s', header = true)"
                                .formatted(file.getKey(), file.getValue()));
            }
        }
    }

    /** The result of a call, or an error as a model sees it. */
    public String call(ToolCall call) {
        JsonNode arguments = Json.read(call.arguments());
        try {
            return switch (call.tool()) {
                case "list_tables" -> list().toString();
                case "describe_table" -> describe(arguments.path("table").asText()).toString();
                case "query_database" ->
                        query(arguments.path("sql").asText(), arguments.path("max_rows").asInt(200))
                                .toString();
                case "render_chart" ->
                        Json.object().put("file", "chart.png").put("width", 900).toString();
                default -> error("unknown tool " + call.tool());
            };
        } catch (SQLException refused) {
            return error(String.valueOf(refused.getMessage()));
        }
    }

    private static String error(String message) {
        return Json.object().put("error", "tool_failed").put("message", message).toString();
    }

    private ObjectNode list() throws SQLException {
        ObjectNode result = Json.object();
        ArrayNode tables = result.putArray("tables");
        for (Map.Entry<String, Path> file : files.entrySet()) {
            ObjectNode table = tables.addObject().put("name", file.getKey());
            table.put("file", file.getValue().getFileName().toString());
            table.put("rows", cell("SELECT count(*) FROM " + quoted(file.getKey())).asLong());
            if (listsColumns) {
                ArrayNode columns = table.putArray("columns");
                for (JsonNode column : head(file.getKey())) {
                    columns.add(column);
                }
            }
        }
        return result;
    }

    private JsonNode head(String table) throws SQLException {
        return query("SELECT * FROM " + quoted(table) + " LIMIT 0", 1).path("columns");
    }

    private ObjectNode describe(String table) throws SQLException {
        ObjectNode result = Json.object().put("table", table);
        result.put("file", table + ".csv");
        result.put("rows", cell("SELECT count(*) FROM " + quoted(table)).asLong());
        ArrayNode columns = result.putArray("columns");
        for (JsonNode head : head(table)) {
            String name = quoted(head.path("name").asText());
            ObjectNode column = columns.addObject();
            column.setAll((ObjectNode) head);
            String from = " FROM " + quoted(table);
            column.put("nulls", 0);
            column.set("distinct", cell("SELECT count(DISTINCT " + name + ")" + from));
            column.set("min", cell("SELECT min(" + name + ")" + from));
            column.set("max", cell("SELECT max(" + name + ")" + from));
            String top =
                    "SELECT CAST("
                            + name
                            + " AS VARCHAR)"
                            + from
                            + " GROUP BY 1"
                            + " ORDER BY count(*) DESC, 1";
            ArrayNode samples = column.putArray("samples");
            query(top, 20).path("rows").forEach(row -> samples.add(row.get(0)));
        }
        return result;
    }

    private JsonNode cell(String sql) throws SQLException {
        return query(sql, 1).path("rows").path(0).path(0);
    }

    private ObjectNode query(String sql, int most) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ObjectNode result = Json.object();
            ResultSetMetaData meta = rows.getMetaData();
            ArrayNode columns = result.putArray("columns");
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.addObject()
                        .put("name", meta.getColumnName(i))
                        .put("type", type(meta.getColumnTypeName(i)));
            }
            ArrayNode lines = result.putArray("rows");
            boolean more = rows.next();
            while (more && lines.size() < most) {
                ArrayNode line = lines.addArray();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    add(line, rows.getObject(i));
                }
                more = rows.next();
            }
            return result.put("row_count", lines.size()).put("truncated", more);
        }
    }

    private static void add(ArrayNode line, @org.jspecify.annotations.Nullable Object value) {
        switch (value) {
            case null -> line.addNull();
            case Boolean truth -> line.add(truth);
            case Double number -> line.add(number);
            case Number number -> line.add(new java.math.BigDecimal(number.toString()));
            default -> line.add(value.toString());
        }
    }

    private static String type(String duck) {
        return duck.matches("INTEGER|SMALLINT|TINYINT|HUGEINT") ? "BIGINT" : duck;
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
