package io.agentfleet.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.executor.tables.Column;
import io.agentfleet.executor.tables.Table;
import io.agentfleet.executor.tables.TableDatabase;
import io.agentfleet.executor.tables.TableDatabaseCache;
import jakarta.inject.Singleton;

/** {@code list_tables}: which tables the data source has, and which of its files have problems. */
@Singleton
public final class ListTables implements Tool {

    private static final ToolDescriptor DEFINITION =
            ToolDescriptor.of(ListTables.class, "list_tables");

    private final TableDatabaseCache tables;

    public ListTables(TableDatabaseCache tables) {
        this.tables = tables;
    }

    @Override
    public ToolDescriptor definition() {
        return DEFINITION;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        TableDatabase database = tables.of(context);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("tables");
        for (Table table : database.tables()) {
            ObjectNode entry = list.addObject();
            entry.put("name", table.name());
            entry.put("file", table.file());
            entry.put("rows", table.rows());
            ArrayNode columns = entry.putArray("columns");
            for (Column column : table.columns()) {
                columns.addObject().put("name", column.name()).put("type", column.type());
            }
        }
        ArrayNode problems = answer.putArray("problems");
        database.problems()
                .forEach(p ->
                        problems.addObject().put("file", p.file()).put("problem", p.problem()));
        return ToolResult.of(answer);
    }
}
