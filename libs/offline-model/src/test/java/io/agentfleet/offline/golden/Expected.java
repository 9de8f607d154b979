package io.agentfleet.offline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Computes what a golden question must yield, in plain Java from the rows. */
public final class Expected {
    private final GoldenData data;

    public Expected(GoldenData data) {
        this.data = data;
    }

    /** The figure of a specification. */
    public double value(JsonNode of) {
        return compute(of, rows(of));
    }

    /** The figure of each group, largest first (or smallest, if ascending). */
    public Map<String, Double> groups(JsonNode of, JsonNode expect) {
        Map<String, List<Map<String, String>>> grouped = new LinkedHashMap<>();
        for (Map<String, String> row : rows(of)) {
            String key = cell(row, expect.path("by").asText());
            String step = expect.path("grain").asText("");
            grouped.computeIfAbsent(step(key, step), k -> new ArrayList<>()).add(row);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        int sign = expect.path("ascending").asBoolean() ? 1 : -1;
        grouped.entrySet().stream()
                .map(e -> Map.entry(e.getKey(), compute(of, e.getValue())))
                .sorted(Comparator.comparingDouble(e -> sign * e.getValue()))
                .forEach(e -> values.put(e.getKey(), e.getValue()));
        return values;
    }

    private static String step(String key, String grain) {
        return switch (grain) {
            case "month" -> key.substring(0, 7);
            case "day" -> key.substring(0, 10);
            case "weekday" ->
                    LocalDate.parse(key.substring(0, 10))
                            .getDayOfWeek()
                            .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            default -> key;
        };
    }

    private List<Map<String, String>> rows(JsonNode of) {
        return data.rows(of.path("table").asText()).stream().filter(r -> keeps(of, r)).toList();
    }

    private static boolean keeps(JsonNode of, Map<String, String> row) {
        if (of.has("from")) {
            String day = cell(row, of.path("on").asText()).substring(0, 10);
            if (day.compareTo(of.path("from").asText()) < 0
                    || day.compareTo(of.path("to").asText()) > 0) {
                return false;
            }
        }
        for (JsonNode where : of.path("where")) {
            String cell = cell(row, where.get(0).asText());
            if (!compare(cell, where.get(1).asText(), where.get(2).asText())) {
                return false;
            }
        }
        return true;
    }

    private static boolean compare(String cell, String sign, String value) {
        return switch (sign) {
            case "=" -> cell.equals(value);
            case "!=" -> !cell.equals(value);
            case "in" -> Arrays.asList(value.split(";", -1)).contains(cell);
            case ">" -> Double.parseDouble(cell) > Double.parseDouble(value);
            case ">=" -> Double.parseDouble(cell) >= Double.parseDouble(value);
            case "<" -> Double.parseDouble(cell) < Double.parseDouble(value);
            default -> throw new IllegalArgumentException("unknown comparison " + sign);
        };
    }

    private static double compute(JsonNode of, List<Map<String, String>> rows) {
        String column = of.path("column").asText("");
        double[] values =
                of.path("compute").asText().matches("count|distinct")
                        ? new double[0]
                        : rows.stream().mapToDouble(row -> product(row, column)).sorted().toArray();
        return switch (of.path("compute").asText()) {
            case "count" -> rows.size();
            case "distinct" -> rows.stream().map(row -> cell(row, column)).distinct().count();
            case "sum" -> Arrays.stream(values).sum();
            case "avg" -> Arrays.stream(values).average().orElseThrow();
            case "min" -> values[0];
            case "max" -> values[values.length - 1];
            case "median" -> (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
            case "sum_per_day" ->
                    Arrays.stream(values).sum()
                            / rows.stream()
                                    .map(r -> cell(r, of.path("on").asText()))
                                    .distinct()
                                    .count();
            default -> throw new IllegalArgumentException("unknown computation: " + of);
        };
    }

    private static double product(Map<String, String> row, String column) {
        double product = 1;
        for (String factor : column.split("\\*", -1)) {
            product *= Double.parseDouble(cell(row, factor));
        }
        return product;
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
