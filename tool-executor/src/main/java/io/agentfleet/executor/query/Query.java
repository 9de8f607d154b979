package io.agentfleet.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.tables.Column;
import io.agentfleet.executor.tables.DuckDbSession;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a statement: so many rows, so much text, so long. */
record Query(DuckDbSession session, String sql, int maxRows) {

    private static final Logger LOG = LoggerFactory.getLogger(Query.class);
    private static final int LARGEST = 1_000_000;
    private static final ScheduledExecutorService WATCH =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("query-watch").daemon().factory());

    ObjectNode run(Duration limit) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            Future<?> watch =
                    WATCH.schedule(
                            () -> cancel(statement), limit.toMillis(), TimeUnit.MILLISECONDS);
            try (ResultSet result = statement.executeQuery(sql)) {
                return answer(result);
            } finally {
                watch.cancel(false);
            }
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException ended) {
            LOG.debug("query_ended_before_cancel", ended);
        }
    }

    private ObjectNode answer(ResultSet result) throws SQLException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ResultSetMetaData meta = result.getMetaData();
        ArrayNode columns = answer.putArray("columns");
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.addObject()
                    .put("name", meta.getColumnName(i))
                    .put("type", Column.typeOf(meta.getColumnTypeName(i)));
        }
        ArrayNode rows = answer.putArray("rows");
        boolean truncated = fill(rows, result, meta.getColumnCount());
        answer.put("row_count", rows.size());
        answer.put("truncated", truncated);
        return answer;
    }

    private boolean fill(ArrayNode rows, ResultSet result, int columns) throws SQLException {
        int size = 0;
        while (result.next()) {
            if (rows.size() == maxRows || size > LARGEST) {
                return true;
            }
            ArrayNode row = rows.addArray();
            for (int i = 1; i <= columns; i++) {
                JsonNode value = value(result, i);
                size += value.isTextual() ? value.asText().length() : 8;
                row.add(value);
            }
        }
        return false;
    }

    /** DuckDB's driver fails with Java's own exceptions at values that Java has no type for. */
    private static JsonNode value(ResultSet result, int column) throws SQLException {
        try {
            return JsonValues.of(result.getObject(column));
        } catch (RuntimeException beyond) {
            throw new SQLException(
                    "column %d has a value that cannot be shown as it is: cast it to VARCHAR"
                            .formatted(column),
                    beyond);
        }
    }
}
