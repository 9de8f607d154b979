package io.agentfleet.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.executor.tables.Column;
import io.agentfleet.executor.tables.DuckDbSession;
import io.agentfleet.executor.tables.SqlFailures;
import io.agentfleet.executor.tables.Table;
import io.agentfleet.executor.tables.TableDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** {@code describe_table}: the columns of a table with their range and most frequent values. */
public final class DescribeTable implements Computation {

    private static final int SAMPLES = 20;
    private static final int LONGEST_SAMPLE = 100;

    private final TableDatabase tables;

    public DescribeTable(TableDatabase tables) {
        this.tables = tables;
    }

    @Override
    public ComputedResult run(JsonNode arguments, Duration timeLimit) {
        String name = new Arguments(arguments).text("table");
        Table table = tables.require(name);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("table", table.name());
        answer.put("file", table.file());
        answer.put("rows", table.rows());
        ArrayNode columns = answer.putArray("columns");
        try (DuckDbSession session = tables.open()) {
            for (Column column : table.columns()) {
                describe(session, table, column, columns.addObject());
            }
        } catch (SQLException failed) {
            throw SqlFailures.of(failed, timeLimit);
        }
        return ComputedResult.of(answer);
    }

    private static void describe(
            DuckDbSession session, Table table, Column column, ObjectNode entry)
            throws SQLException {
        String name = DuckDbSession.name(column.name());
        String from = DuckDbSession.name(table.name());
        List<Object> facts =
                session.row(
                        "SELECT count(*) - count(%1$s), count(DISTINCT %1$s), min(%1$s), max(%1$s) FROM %2$s"
                                .formatted(name, from));
        entry.put("name", column.name());
        entry.put("type", column.type());
        entry.set("nulls", JsonValues.of(facts.get(0)));
        entry.set("distinct", JsonValues.of(facts.get(1)));
        entry.set("min", JsonValues.of(facts.get(2)));
        entry.set("max", JsonValues.of(facts.get(3)));
        ArrayNode samples = entry.putArray("samples");
        String frequent =
                "SELECT %1$s FROM %2$s WHERE %1$s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %3$d"
                        .formatted(name, from, SAMPLES);
        for (List<Object> row : session.rows(frequent)) {
            String value = JsonValues.of(row.getFirst()).asText();
            samples.add(
                    value.length() > LONGEST_SAMPLE ? value.substring(0, LONGEST_SAMPLE) : value);
        }
    }
}
