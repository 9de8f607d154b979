package io.agentfleet.executor.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a file of separated values with every cell as text: finds out delimiter, quoting and
 * whether the first line holds names.
 */
final class CsvFile {

    private static final Pattern VALUE =
            Pattern.compile("[+-]?[₩$€]?[\\d.,]+ ?[%원]?|\\d{1,4}[-/.년]\\s?\\d{1,2}[-/.월].*");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d{2}");

    private final Session database;

    CsvFile(Session database) {
        this.database = database;
    }

    /** Creates the table; returns what was left out, if anything. */
    Optional<String> load(Path file, String table) throws SQLException {
        String source = Session.text(file.toString());
        String options = options(source, file);
        String create = "CREATE OR REPLACE TABLE %s AS SELECT * FROM read_csv(%s, %s%s)";
        String into = Session.name(table);
        try {
            database.execute(create.formatted(into, source, options, ""));
            return Optional.empty();
        } catch (SQLException badLines) {
            String tolerant = ", ignore_errors=true, store_rejects=true, rejects_table='rejected'";
            database.execute(create.formatted(into, source, options, tolerant));
            return leftOut();
        }
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

    private String options(String source, Path file) throws SQLException {
        String delimiter = file.toString().endsWith(".tsv") ? "\t" : ",";
        String quote = "\"";
        String skip = "0";
        boolean header = false;
        try {
            List<Object> sniffed =
                    database.row(
                            "SELECT Delimiter, Quote, SkipRows, HasHeader FROM sniff_csv(%s)"
                                    .formatted(source));
            delimiter = String.valueOf(sniffed.get(0));
            quote = "'".equals(sniffed.get(1)) ? "'" : "\"";
            skip = String.valueOf(sniffed.get(2));
            header = Boolean.TRUE.equals(sniffed.get(3));
        } catch (SQLException undecided) {
            header = false;
        }
        String options =
                "delim=%s, quote=%s, escape=%s, skip=%s, all_varchar=true, null_padding=true, parallel=false"
                        .formatted(
                                Session.text(delimiter),
                                Session.text(quote),
                                Session.text(quote),
                                skip);
        return options + ", header=" + (header || namesFirst(source, options));
    }

    // Where all columns are text the sniffer cannot tell names from values.
    private boolean namesFirst(String source, String options) throws SQLException {
        List<List<Object>> first =
                database.rows(
                        "SELECT * FROM read_csv(%s, %s, header=false, ignore_errors=true) LIMIT 1"
                                .formatted(source, options));
        if (first.isEmpty()) {
            return true;
        }
        List<String> cells = first.getFirst().stream().map(c -> c == null ? "" : c + "").toList();
        List<String> values =
                cells.stream().filter(c -> VALUE.matcher(c.strip()).matches()).toList();
        boolean years = values.stream().allMatch(value -> YEAR.matcher(value.strip()).matches());
        return values.isEmpty() || (years && values.size() < cells.size());
    }
}
