package io.agentfleet.offline.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the results of {@code list_tables} and {@code describe_table}. */
public final class SchemaReader {
    private SchemaReader() {}

    /** The tables of a {@code list_tables} result. */
    public static List<Table> tables(JsonNode listed) {
        List<Table> tables = new ArrayList<>();
        for (JsonNode table : listed.path("tables")) {
            tables.add(table(table));
        }
        return List.copyOf(tables);
    }

    /** The table of a {@code describe_table} result, or one of those listed. */
    public static Table table(JsonNode node) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : node.path("columns")) {
            columns.add(column(column));
        }
        String name = node.path("table").asText(node.path("name").asText());
        return new Table(name, node.path("file").asText(name), node.path("rows").asLong(), columns);
    }

    private static Column column(JsonNode node) {
        List<String> samples = new ArrayList<>();
        node.path("samples").forEach(sample -> samples.add(sample.asText()));
        return new Column(
                node.path("name").asText(),
                node.path("type").asText("VARCHAR"),
                node.path("distinct").asLong(),
                new Column.Range(text(node.path("min")), text(node.path("max"))),
                samples);
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText("");
    }
}
