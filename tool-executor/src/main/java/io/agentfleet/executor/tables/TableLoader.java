package io.agentfleet.executor.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.source.LoadedFile;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceLoader;
import io.agentfleet.executor.source.SourceProblem;
import io.agentfleet.executor.source.TextEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * Loads the tables of a data source into its database file. A file that cannot be read becomes a
 * problem and does no harm to the others.
 */
public final class TableLoader implements SourceLoader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST_TO_CONVERT = 32L * 1024 * 1024;
    private static final char UNREADABLE = '\uFFFD';
    private static final String RAW = "raw data of a file";

    private final DuckDBConnection connection;
    private final DuckDbSession database;
    private final Path folder;

    /** Goes on with what was loaded into the folder before. */
    public TableLoader(Path folder, QueryLimits limits) throws SQLException {
        this.folder = folder;
        this.connection = DuckDbFile.in(folder).writable(limits);
        this.database = new DuckDbSession(connection);
    }

    @Override
    public LoadedFile load(SourceFile file, String name) {
        List<SourceProblem> problems = new ArrayList<>();
        try {
            check(file);
            dropLeftovers();
            read(file).ifPresent(p -> problems.add(new SourceProblem(file.name(), p)));
            Table table = shape(database, file, name, problems);
            dropLeftovers();
            database.execute("CHECKPOINT");
            return new LoadedFile(JSON.valueToTree(table), problems);
        } catch (SQLException broken) {
            return LoadedFile.unusable(file.name(), reason(broken, file));
        } catch (IOException unreadable) {
            return LoadedFile.unusable(file.name(), reason(unreadable));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException unwritten) {
            throw new IOException("closing the database", unwritten);
        }
    }

    private static void check(SourceFile file) throws IOException {
        if (file.size() == 0) {
            throw new IOException("the file is empty");
        }
        if (file.name().indexOf(UNREADABLE) >= 0) {
            throw new IOException(
                    "its name cannot be read in this locale: start with LC_ALL=C.UTF-8");
        }
    }

    /** Of this file, of one that could not be shaped, or of one that ended the worker. */
    private void dropLeftovers() throws SQLException {
        database.execute("DROP TABLE IF EXISTS " + DuckDbSession.name(RAW));
        database.execute(
                "DROP TABLE IF EXISTS " + DuckDbSession.name(JsonTableReader.flattened(RAW)));
    }

    /** Names the file as tools know it, not where it lies. */
    private String reason(SQLException broken, SourceFile file) {
        String reason = SqlFailures.message(broken);
        for (Path path : List.of(file.path(), copy(file))) {
            reason =
                    reason.replace(path.toString(), file.name())
                            .replace(DuckDbSession.pattern(path), file.name());
        }
        return reason;
    }

    private static String reason(IOException unreadable) {
        return unreadable.getClass() == IOException.class
                ? String.valueOf(unreadable.getMessage())
                : "it may not be read (%s)".formatted(unreadable.getClass().getSimpleName());
    }

    private Optional<String> read(SourceFile file) throws SQLException, IOException {
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
    private Optional<String> readText(SourceFile file, TextReader reader)
            throws SQLException, IOException {
        if (TextEncoding.isPlain(file.path())) {
            return reader.read(file.path());
        }
        if (file.size() > LARGEST_TO_CONVERT) {
            throw new IOException(
                    "it has %d bytes and is not UTF-8: above %d bytes only UTF-8 is read"
                            .formatted(file.size(), LARGEST_TO_CONVERT));
        }
        Path copy = copy(file);
        try {
            Files.writeString(copy, TextEncoding.decode(Files.readAllBytes(file.path())));
            return reader.read(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Path copy(SourceFile file) {
        return folder.resolve("text." + file.extension());
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
