package io.agentfleet.offline.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of a golden data folder, read without any database. */
public final class GoldenData {
    private final Path folder;

    public GoldenData(Path folder) {
        this.folder = folder;
    }

    /** Name of each table and its file. */
    public Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.sorted().forEach(f -> files.put(f.getFileName().toString().replace(".csv", ""), f));
        } catch (IOException e) {
            throw new UncheckedIOException("golden data missing: " + folder, e);
        }
        return files;
    }

    /** Rows of a table, or of two joined: {@code sales+products:product_id}. */
    public List<Map<String, String>> rows(String table) {
        int plus = table.indexOf('+');
        if (plus < 0) {
            return read(table);
        }
        int colon = table.indexOf(':');
        String key = table.substring(colon + 1);
        Map<String, Map<String, String>> others = new LinkedHashMap<>();
        read(table.substring(plus + 1, colon)).forEach(row -> others.put(row.get(key), row));
        List<Map<String, String>> joined = new ArrayList<>();
        for (Map<String, String> row : read(table.substring(0, plus))) {
            Map<String, String> both = new LinkedHashMap<>(others.get(row.get(key)));
            both.putAll(row);
            joined.add(both);
        }
        return joined;
    }

    private List<Map<String, String>> read(String table) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(table + ".csv"));
            String[] head = lines.getFirst().split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < head.length; i++) {
                    row.put(head[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("golden table missing: " + table, e);
        }
    }
}
