package io.agentfleet.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.executor.tables.Column;
import io.agentfleet.executor.tables.Table;
import io.agentfleet.executor.tables.TableDatabase;
import java.time.Duration;

/** {@code list_tables}: which tables the data source has, and which of its files have problems. */
public final class ListTables implements Computation {

    private final TableDatabase tables;

    public ListTables(TableDatabase tables) {
        this.tables = tables;
    }

    @Override
    public ComputedResult run(JsonNode arguments, Duration timeLimit) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("tables");
        for (Table table : tables.tables()) {
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
        tables.problems()
                .forEach(p ->
                        problems.addObject().put("file", p.file()).put("problem", p.problem()));
        return ComputedResult.of(answer);
    }
}
