package io.agentfleet.executor.tables;

import io.agentfleet.executor.source.DataSource;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceProblem;
import io.agentfleet.executor.source.TextEncoding;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * Loads the tables of a data source into a database of their own. A file that cannot be read
 * becomes a problem and does no harm to the others.
 */
final class TableLoader {

    static final Set<String> EXTENSIONS =
            Set.of("csv", "tsv", "json", "ndjson", "jsonl", "parquet", "xlsx", "xls");

    private static final long LARGEST_TEXT = 256L * 1024 * 1024;
    private static final char UNREADABLE = '\uFFFD';
    private static final String RAW = "raw data of a file";

    private final QueryLimits limits;

    TableLoader(QueryLimits limits) {
        this.limits = limits;
    }

    /** Reads all files. */
    TableDatabase load(DataSource source, List<SourceFile> files) {
        try {
            DuckDBConnection connection = connect();
            List<Table> tables = new ArrayList<>();
            List<SourceProblem> problems = new ArrayList<>();
            DuckDbSession database = new DuckDbSession(connection);
            Map<SourceFile, String> names = TableNames.of(files);
            for (SourceFile file : files) {
                String name = names.getOrDefault(file, file.baseName());
                load(database, source, file, name, problems).ifPresent(tables::add);
            }
            database.execute("SET enable_external_access=false");
            database.execute("SET lock_configuration=true");
            return new TableDatabase(connection, tables, problems);
        } catch (SQLException broken) {
            throw new FleetException(
                    ErrorCode.TOOL_FAILED,
                    "data source '%s' could not be loaded: %s"
                            .formatted(source.name(), SqlFailures.message(broken)),
                    broken);
        }
    }

    private DuckDBConnection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        settings.setProperty("threads", String.valueOf(limits.threads()));
        settings.setProperty("temp_directory", "");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", settings);
    }

    private static Optional<Table> load(
            DuckDbSession database,
            DataSource source,
            SourceFile file,
            String name,
            List<SourceProblem> problems) {
        try {
            if (file.size() == 0) {
                throw new IOException("the file is empty");
            }
            if (file.name().indexOf(UNREADABLE) >= 0) {
                throw new IOException(
                        "its name cannot be read in this locale: start with LC_ALL=C.UTF-8");
            }
            read(database, file).ifPresent(p -> problems.add(new SourceProblem(file.name(), p)));
            return Optional.of(shape(database, file, name, problems));
        } catch (SQLException broken) {
            problems.add(new SourceProblem(file.name(), reason(broken, source)));
            return Optional.empty();
        } catch (IOException unreadable) {
            problems.add(new SourceProblem(file.name(), reason(unreadable)));
            return Optional.empty();
        } finally {
            drop(database);
        }
    }

    private static void drop(DuckDbSession database) {
        try {
            database.execute("DROP TABLE IF EXISTS " + DuckDbSession.name(RAW));
        } catch (SQLException broken) {
            throw new IllegalStateException("dropping a table in memory", broken);
        }
    }

    private static String reason(SQLException broken, DataSource source) {
        String folder = source.folder().toAbsolutePath() + "/";
        return SqlFailures.message(broken).replace(folder, "");
    }

    private static String reason(IOException unreadable) {
        return unreadable.getClass() == IOException.class
                ? String.valueOf(unreadable.getMessage())
                : "it may not be read (%s)".formatted(unreadable.getClass().getSimpleName());
    }

    private static Optional<String> read(DuckDbSession database, SourceFile file)
            throws SQLException, IOException {
        return switch (file.extension()) {
            case "csv", "tsv" ->
                    readText(file, path -> new CsvTableReader(database).load(path, RAW));
            case "json" -> readText(file, path -> json(database, path, "auto"));
            case "ndjson", "jsonl" ->
                    readText(file, path -> json(database, path, "newline_delimited"));
            case "parquet" -> parquet(database, file.path());
            default -> throw new IOException("this format is not read: save it as CSV");
        };
    }

    private static Optional<String> json(DuckDbSession database, Path path, String format)
            throws SQLException {
        new JsonTableReader(database).load(path, RAW, format);
        return Optional.empty();
    }

    private static Optional<String> parquet(DuckDbSession database, Path path) throws SQLException {
        database.execute(
                "CREATE OR REPLACE TABLE %s AS SELECT * FROM read_parquet(%s)"
                        .formatted(DuckDbSession.name(RAW), DuckDbSession.file(path)));
        return Optional.empty();
    }

    private interface TextReader {
        Optional<String> read(Path path) throws SQLException, IOException;
    }

    /** Reads a text file as it is if it is UTF-8, otherwise a rewritten copy of it. */
    private static Optional<String> readText(SourceFile file, TextReader reader)
            throws SQLException, IOException {
        if (file.size() > LARGEST_TEXT) {
            return reader.read(file.path());
        }
        byte[] bytes = Files.readAllBytes(file.path());
        if (TextEncoding.plain(bytes)) {
            return reader.read(file.path());
        }
        Path copy = Files.createTempFile("fleet-", "." + file.extension());
        try {
            Files.writeString(copy, TextEncoding.decode(bytes));
            return reader.read(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Table shape(
            DuckDbSession database, SourceFile file, String name, List<SourceProblem> problems)
            throws SQLException {
        ColumnTyping typing = new ColumnTyping(database, RAW);
        List<String> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Column column : database.columns(RAW)) {
            ColumnTyping.Typed typed = typing.of(column);
            typed.problem().ifPresent(p -> problems.add(new SourceProblem(file.name(), p)));
            columns.add(
                    typed.expression() + " AS " + DuckDbSession.name(columnName(column, taken)));
        }
        database.execute(
                "CREATE TABLE %s AS SELECT %s FROM %s"
                        .formatted(
                                DuckDbSession.name(name),
                                String.join(", ", columns),
                                DuckDbSession.name(RAW)));
        long rows = database.number("SELECT count(*) FROM " + DuckDbSession.name(name));
        List<Column> shown =
                database.columns(name).stream()
                        .map(c -> new Column(c.name(), Column.typeOf(c.type())))
                        .toList();
        return new Table(name, file.name(), rows, shown);
    }

    private static String columnName(Column column, Set<String> taken) {
        String stripped = column.name().strip().replaceAll("\\s+", " ");
        String wished = stripped.isEmpty() ? "column_" + (taken.size() + 1) : stripped;
        String name = wished;
        for (int n = 2; !taken.add(TableNames.key(name)); n++) {
            name = wished + "_" + n;
        }
        return name;
    }
}
