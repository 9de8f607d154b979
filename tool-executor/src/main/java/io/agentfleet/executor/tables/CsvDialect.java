package io.agentfleet.executor.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a file of separated values is written, judged by its beginning: the delimiter is the one by
 * which most records get the same number of cells.
 *
 * @param skip lines above the first record, such as a title
 * @param header true if the first record holds names
 */
record CsvDialect(char delimiter, int skip, boolean header) {

    private static final int BEGINNING = 128 * 1024;
    private static final int RECORDS = 200;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final Pattern VALUE =
            Pattern.compile("[+-]?[₩$€]?[\\d.,]+ ?[%원]?|\\d{1,4}[-/.년]\\s?\\d{1,2}[-/.월].*");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d{2}");

    private record Cells(int line, List<String> cells) {}

    private record Split(char delimiter, int width, int agreeing, List<Cells> records) {}

    /** Judges the beginning of a file in UTF-8. */
    static CsvDialect of(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return of(new String(bytes.readNBytes(BEGINNING), StandardCharsets.UTF_8));
        }
    }

    /** Judges a text. */
    static CsvDialect of(String text) {
        Split best = split(text, DELIMITERS[0]);
        for (char delimiter : DELIMITERS) {
            Split split = split(text, delimiter);
            if (better(split, best)) {
                best = split;
            }
        }
        int width = best.width();
        List<Cells> table =
                best.records().stream().dropWhile(r -> width > 1 && r.cells().size() == 1).toList();
        if (table.isEmpty()) {
            return new CsvDialect(best.delimiter(), 0, true);
        }
        return new CsvDialect(best.delimiter(), table.getFirst().line(), namesFirst(table));
    }

    private static boolean better(Split split, Split best) {
        if ((split.width() > 1) != (best.width() > 1)) {
            return split.width() > 1;
        }
        return split.agreeing() > best.agreeing()
                || (split.agreeing() == best.agreeing() && split.width() > best.width());
    }

    private static Split split(String text, char delimiter) {
        List<Cells> records = records(text, delimiter);
        Map<Integer, Integer> widths = new HashMap<>();
        records.forEach(r -> widths.merge(r.cells().size(), 1, Integer::sum));
        int width = 1;
        for (Map.Entry<Integer, Integer> entry : widths.entrySet()) {
            boolean wider = entry.getKey() > 1 && entry.getValue() >= widths.getOrDefault(width, 0);
            if (wider || (width > 1 && entry.getValue() > widths.getOrDefault(width, 0))) {
                width = entry.getKey();
            }
        }
        return new Split(delimiter, width, widths.getOrDefault(width, 0), records);
    }

    /** The first records that hold anything, without one that may be cut off. */
    private static List<Cells> records(String text, char delimiter) {
        List<Cells> records = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 0;
        int start = 0;
        String whole = text.length() < BEGINNING / 4 && !text.endsWith("\n") ? text + "\n" : text;
        for (int i = 0; i < whole.length() && records.size() < RECORDS; i++) {
            char c = whole.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\n') {
                cells.add(cell.toString().strip());
                if (cells.size() > 1 || !cells.getFirst().isEmpty()) {
                    records.add(new Cells(start, List.copyOf(cells)));
                }
                cells.clear();
                cell.setLength(0);
                start = line;
            } else if (!quoted && c == delimiter) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        return records;
    }

    private static boolean namesFirst(List<Cells> table) {
        List<String> first = table.getFirst().cells();
        List<String> values = first.stream().filter(CsvDialect::value).toList();
        boolean years = values.stream().allMatch(cell -> YEAR.matcher(cell).matches());
        if (values.isEmpty() || (years && values.size() < first.size())) {
            return true;
        }
        for (int column = 0; column < first.size(); column++) {
            if (!first.get(column).isEmpty()
                    && !value(first.get(column))
                    && valuesBelow(table, column)) {
                return true;
            }
        }
        return false;
    }

    private static boolean valuesBelow(List<Cells> table, int column) {
        List<String> below =
                table.stream()
                        .skip(1)
                        .filter(r -> column < r.cells().size())
                        .map(r -> r.cells().get(column))
                        .filter(cell -> !cell.isEmpty())
                        .toList();
        return !below.isEmpty() && below.stream().allMatch(CsvDialect::value);
    }

    private static boolean value(String cell) {
        return VALUE.matcher(cell).matches();
    }
}
