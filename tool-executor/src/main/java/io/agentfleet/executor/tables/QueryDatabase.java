package io.agentfleet.executor.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolAnswer;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDefinition;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;

/** {@code query_database}: one read-only statement over the tables of the data source. */
@Singleton
public final class QueryDatabase implements Tool {

    private static final ToolDefinition DEFINITION =
            ToolDefinition.of(QueryDatabase.class, "query_database");
    // Stops the query before the sandbox gives up on it, so that the model learns why.
    private static final Duration MARGIN = Duration.ofMillis(200);

    private final Tables tables;

    public QueryDatabase(Tables tables) {
        this.tables = tables;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer run(JsonNode arguments, ToolContext context) throws InterruptedException {
        long start = System.nanoTime();
        Arguments given = new Arguments(arguments);
        String sql = given.text("sql");
        int maxRows = given.number("max_rows", 1, 1000, 200);
        TableDatabase database = tables.of(context);
        Duration limit = limit(context, Duration.ofNanos(System.nanoTime() - start));
        try (Session session = database.open()) {
            new SqlGuard(database).check(session, sql);
            return ToolAnswer.of(new Query(session, sql, maxRows).run(limit));
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
