package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.offline.query.QueryPlan.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * What a query returned.
 *
 * @param query the query
 * @param sql the text that was executed: the query's own or its careful variant
 * @param columns names
 * @param rows cells as the tool returned them
 */
public record Rows(Query query, String sql, List<String> columns, List<List<JsonNode>> rows) {
    public Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Reads a {@code query_database} result. */
    public static Rows of(Query query, String sql, JsonNode result) {
        List<String> columns = new ArrayList<>();
        result.path("columns").forEach(c -> columns.add(c.path("name").asText()));
        List<List<JsonNode>> rows = new ArrayList<>();
        for (JsonNode row : result.path("rows")) {
            List<JsonNode> cells = new ArrayList<>();
            row.forEach(cells::add);
            rows.add(List.copyOf(cells));
        }
        return new Rows(query, sql, columns, rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** A cell; JSON null if there is no such column. */
    public JsonNode cell(int row, String column) {
        int index = columns.indexOf(column);
        return index < 0 || row >= rows.size()
                ? com.fasterxml.jackson.databind.node.NullNode.getInstance()
                : rows.get(row).get(index);
    }

    /**
     * The cells before the column {@code value} or {@code earlier}, joined: the group of the row.
     */
    public String label(int row) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < columns.size() && !isFigure(columns.get(i)); i++) {
            JsonNode key = rows.get(row).get(i);
            keys.add(
                    key.isNull()
                            ? "-"
                            : key.asText().replaceFirst("^[1-7] (?=[A-Z][a-z]+day$)", ""));
        }
        return String.join(" / ", keys);
    }

    private static boolean isFigure(String column) {
        return column.equals("value") || column.equals("earlier") || column.equals("part");
    }
}
