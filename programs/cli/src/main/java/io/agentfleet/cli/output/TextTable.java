package io.agentfleet.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows in aligned columns; a column of numbers is aligned to the right. */
public final class TextTable {

    private static final Pattern NUMBER = Pattern.compile("[-+₩$€]?[\\d.,]+\\s?(%|s|ms|MiB|GiB)?");

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(List<String> head) {
        this.head = List.copyOf(head);
    }

    /** A row; cells that are missing are empty, those too many are left out. */
    public void add(List<String> cells) {
        List<String> row = new ArrayList<>();
        for (int column = 0; column < head.size(); column++) {
            row.add(column < cells.size() ? cells.get(column) : "");
        }
        rows.add(row);
    }

    /** The lines, the head first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(head));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < head.size(); column++) {
            int width = width(column);
            String cell = row.get(column);
            line.append(
                    isNumeric(column)
                            ? DisplayWidth.paddedLeft(cell, width)
                            : DisplayWidth.padded(cell, width));
            line.append("  ");
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = DisplayWidth.of(head.get(column));
        for (List<String> row : rows) {
            width = Math.max(width, DisplayWidth.of(row.get(column)));
        }
        return width;
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream()
                        .map(row -> row.get(column))
                        .allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches())
                && rows.stream().anyMatch(row -> !row.get(column).isEmpty());
    }
}
