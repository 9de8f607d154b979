package io.agentfleet.executor.tables;

import io.agentfleet.executor.source.SourceProblem;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.lang.ref.Cleaner;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * The tables of one data source in an in-memory DuckDB that can neither be reconfigured nor reach a
 * file.
 *
 * <p>Lifecycle: closed when it is no longer referenced. Threads: each query opens a session of its
 * own.
 */
public final class TableDatabase {

    private static final Cleaner CLEANER = Cleaner.create();

    private final DuckDBConnection connection;
    private final List<Table> tables;
    private final List<SourceProblem> problems;

    TableDatabase(DuckDBConnection connection, List<Table> tables, List<SourceProblem> problems) {
        this.connection = connection;
        this.tables = List.copyOf(tables);
        this.problems = List.copyOf(problems);
        CLEANER.register(this, () -> close(connection));
    }

    public List<Table> tables() {
        return tables;
    }

    public List<SourceProblem> problems() {
        return problems;
    }

    public DuckDbSession open() throws SQLException {
        return new DuckDbSession(connection.duplicate());
    }

    Optional<Table> find(String name) {
        String key = TableNames.key(name);
        return tables.stream()
                .filter(table -> TableNames.key(table.name()).equals(key))
                .findFirst();
    }

    /**
     * The table of this name.
     *
     * @throws FleetException that says which tables there are, or why this one could not be loaded
     */
    public Table require(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    private FleetException missing(String name) {
        Optional<SourceProblem> problem =
                problems.stream().filter(p -> concerns(p.file(), name)).findFirst();
        if (problem.isPresent()) {
            return new FleetException(
                    ErrorCode.UNREADABLE_DATA,
                    "table '%s' is not there: %s could not be loaded (%s). Mend the file or use another table"
                            .formatted(name, problem.get().file(), problem.get().problem()));
        }
        return new FleetException(
                ErrorCode.INVALID_TOOL_ARGUMENTS,
                "there is no table '%s': the tables are %s"
                        .formatted(name, tables.stream().map(Table::name).toList()));
    }

    private static boolean concerns(String file, String table) {
        String base = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]+$", "");
        return TableNames.key(base).equals(TableNames.key(table)) || file.equals(table);
    }

    private static void close(DuckDBConnection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            throw new IllegalStateException("closing a database in memory", gone);
        }
    }
}
