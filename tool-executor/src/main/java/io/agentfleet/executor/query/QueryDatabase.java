package io.agentfleet.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.executor.tables.DuckDbSession;
import io.agentfleet.executor.tables.SqlFailures;
import io.agentfleet.executor.tables.TableDatabase;
import java.sql.SQLException;
import java.time.Duration;

/** {@code query_database}: one read-only statement over the tables of the data source. */
public final class QueryDatabase implements Computation {

    // Stops the query before the worker is killed, so that the model learns why.
    private static final Duration MARGIN = Duration.ofMillis(200);

    private final TableDatabase tables;

    public QueryDatabase(TableDatabase tables) {
        this.tables = tables;
    }

    @Override
    public ComputedResult run(JsonNode arguments, Duration timeLimit) {
        Arguments given = new Arguments(arguments);
        String sql = given.text("sql");
        int maxRows = given.number("max_rows", 1, 1000, 200);
        Duration limit = limit(timeLimit);
        try (DuckDbSession session = tables.open()) {
            new SqlCheck(tables).check(session, sql);
            return ComputedResult.of(new Query(session, sql, maxRows).run(limit));
        } catch (SQLException failed) {
            throw SqlFailures.of(failed, limit);
        }
    }

    private Duration limit(Duration given) {
        Duration own = tables.limits().timeLimit();
        Duration left = given.minus(MARGIN);
        if (left.isNegative() || left.isZero()) {
            return MARGIN;
        }
        return left.compareTo(own) < 0 ? left : own;
    }
}
