package io.agentfleet.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.executor.tables.DuckDbSession;
import io.agentfleet.executor.tables.SqlFailures;
import io.agentfleet.executor.tables.TableDatabase;
import io.agentfleet.executor.tables.TableDatabaseCache;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;

/** {@code query_database}: one read-only statement over the tables of the data source. */
@Singleton
public final class QueryDatabase implements Tool {

    private static final ToolDescriptor DEFINITION =
            ToolDescriptor.of(QueryDatabase.class, "query_database");
    // Stops the query before the sandbox gives up on it, so that the model learns why.
    private static final Duration MARGIN = Duration.ofMillis(200);

    private final TableDatabaseCache tables;

    public QueryDatabase(TableDatabaseCache tables) {
        this.tables = tables;
    }

    @Override
    public ToolDescriptor definition() {
        return DEFINITION;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        long start = System.nanoTime();
        Arguments given = new Arguments(arguments);
        String sql = given.text("sql");
        int maxRows = given.number("max_rows", 1, 1000, 200);
        TableDatabase database = tables.of(context);
        Duration limit = limit(context, Duration.ofNanos(System.nanoTime() - start));
        try (DuckDbSession session = database.open()) {
            new SqlCheck(database).check(session, sql);
            return ToolResult.of(new Query(session, sql, maxRows).run(limit));
        } catch (SQLException failed) {
            throw SqlFailures.of(failed, limit);
        }
    }

    private Duration limit(ToolContext context, Duration used) {
        Duration own = tables.limits().timeLimit();
        Duration left = context.timeLimit().minus(used).minus(MARGIN);
        if (left.isNegative() || left.isZero()) {
            return MARGIN;
        }
        return left.compareTo(own) < 0 ? left : own;
    }
}
