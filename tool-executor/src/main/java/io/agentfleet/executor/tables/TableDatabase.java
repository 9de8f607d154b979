package io.agentfleet.executor.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.source.SourceCatalog;
import io.agentfleet.executor.source.SourceProblem;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * The tables of one loaded data source: DuckDB on its file, read-only, unable to be reconfigured or
 * to reach another file.
 *
 * <p>Lifecycle: open as long as its worker lives. Threads: each query opens a session of its own.
 */
public final class TableDatabase {

    /** The name under which SQL may qualify the tables. */
    public static final String CATALOG = DuckDbFile.CATALOG;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DuckDBConnection connection;
    private final QueryLimits limits;
    private final List<Table> tables;
    private final List<SourceProblem> problems;

    private TableDatabase(
            DuckDBConnection connection,
            QueryLimits limits,
            List<Table> tables,
            List<SourceProblem> problems) {
        this.connection = connection;
        this.limits = limits;
        this.tables = List.copyOf(tables);
        this.problems = List.copyOf(problems);
    }

    /** Opens what a {@link TableLoader} left in this folder. */
    public static TableDatabase open(Path folder, QueryLimits limits)
            throws IOException, SQLException {
        SourceCatalog catalog = SourceCatalog.read(folder);
        List<Table> tables =
                catalog.entries().stream()
                        .map(entry -> JSON.convertValue(entry, Table.class))
                        .toList();
        return new TableDatabase(
                DuckDbFile.in(folder).readOnly(limits), limits, tables, catalog.problems());
    }

    /** Loads DuckDB before anything is asked of it. */
    public static void warmUp(QueryLimits limits) throws SQLException {
        try (DuckDbSession session = new DuckDbSession(DuckDbFile.inMemory(limits))) {
            session.execute("SELECT json_serialize_sql('SELECT 1')");
        }
    }

    public List<Table> tables() {
        return tables;
    }

    public List<SourceProblem> problems() {
        return problems;
    }

    public QueryLimits limits() {
        return limits;
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
}
