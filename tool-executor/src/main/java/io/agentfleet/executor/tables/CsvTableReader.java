package io.agentfleet.executor.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file of separated values with every cell as text, as strictly as the file allows. */
final class CsvTableReader {

    private static final Logger LOG = LoggerFactory.getLogger(CsvTableReader.class);
    private static final String TOLERANT =
            ", strict_mode=false, ignore_errors=true, store_rejects=true, rejects_table='rejected')";

    private final DuckDbSession database;

    CsvTableReader(DuckDbSession database) {
        this.database = database;
    }

    /** Creates the table; returns what was left out, if anything. */
    Optional<String> load(Path file, String table) throws SQLException, IOException {
        CsvDialect dialect = CsvDialect.of(file);
        String create =
                "CREATE OR REPLACE TABLE %s AS SELECT * FROM read_csv(%s, delim=%s, quote='\"', escape='\"', comment='', skip=%d, header=%s, all_varchar=true, null_padding=true, parallel=false"
                        .formatted(
                                DuckDbSession.name(table),
                                DuckDbSession.file(file),
                                DuckDbSession.text(String.valueOf(dialect.delimiter())),
                                dialect.skip(),
                                dialect.header());
        for (String strictness : List.of(")", ", strict_mode=false)")) {
            try {
                database.execute(create + strictness);
                return Optional.empty();
            } catch (SQLException badLines) {
                LOG.debug("csv_irregular file={}", file, badLines);
            }
        }
        database.execute(create + TOLERANT);
        return leftOut();
    }

    private Optional<String> leftOut() throws SQLException {
        List<Object> rejected =
                database.row("SELECT count(DISTINCT line), min(line) FROM rejected");
        database.execute("DROP TABLE rejected");
        long lines = ((Number) rejected.get(0)).longValue();
        return lines == 0
                ? Optional.empty()
                : Optional.of(
                        "%d lines could not be read and are left out, the first is line %s"
                                .formatted(lines, rejected.get(1)));
    }
}
