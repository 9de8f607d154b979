package io.agentfleet.executor.tables;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.sql.SQLException;
import java.time.Duration;

/** Turns DuckDB's errors into refusals that a model can act on. */
public final class SqlFailures {

    private SqlFailures() {}

    public static FleetException of(SQLException failure, Duration limit) {
        String message = message(failure);
        if (message.contains("INTERRUPT")) {
            return new FleetException(
                    ErrorCode.TOOL_TIMEOUT,
                    "the query did not end within %d ms and was stopped: ask for less, or again later if the machine is busy"
                            .formatted(limit.toMillis()));
        }
        if (message.contains("Out of Memory")) {
            return new FleetException(
                    ErrorCode.MEMORY_LIMIT_REACHED,
                    "the query needs more memory than a query may use: aggregate or filter first");
        }
        if (message.startsWith("Permission Error")) {
            return new FleetException(
                    ErrorCode.PERMISSION_DENIED,
                    "the query reaches outside the data source: use its tables only");
        }
        boolean wrongSql = message.matches("(?s)(Parser|Binder|Catalog) Error.*");
        return new FleetException(
                wrongSql ? ErrorCode.INVALID_TOOL_ARGUMENTS : ErrorCode.TOOL_FAILED,
                "the query failed: %s".formatted(message));
    }

    /** The reason in one line, without hints on DuckDB's settings. */
    public static String message(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int inner = message.indexOf("\nError: ");
        String reason = inner < 0 ? message : message.substring(inner + "\nError: ".length());
        return reason.split("\n\n(?=LINE|Possible|See)|\nDatabase is launched", 2)[0]
                .split("\nPossible (fixes|solutions)", 2)[0]
                .split("\n *file = ", 2)[0]
                .split("\\s*Stack Trace:", 2)[0]
                .replaceAll("\\s+", " ")
                .strip();
    }
}
