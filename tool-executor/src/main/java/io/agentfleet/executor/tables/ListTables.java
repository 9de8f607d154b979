package io.agentfleet.executor.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolAnswer;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDefinition;
import jakarta.inject.Singleton;

/** {@code list_tables}: which tables the data source has, and which of its files have problems. */
@Singleton
public final class ListTables implements Tool {

    private static final ToolDefinition DEFINITION =
            ToolDefinition.of(ListTables.class, "list_tables");

    private final Tables tables;

    public ListTables(Tables tables) {
        this.tables = tables;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer run(JsonNode arguments, ToolContext context) throws InterruptedException {
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
        return ToolAnswer.of(answer);
    }
}
