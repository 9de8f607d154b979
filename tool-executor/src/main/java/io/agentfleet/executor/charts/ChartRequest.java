package io.agentfleet.executor.charts;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.Arguments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be drawn.
 *
 * @param categories names along the horizontal axis or of the slices, all different
 */
record ChartRequest(
        Kind kind, Labels labels, List<String> categories, List<Series> series, String file) {

    private static final int MOST_CATEGORIES = 1_000;
    private static final int MOST_SERIES = 12;

    enum Kind {
        LINE,
        BAR,
        PIE
    }

    record Labels(String title, String x, String y) {}

    /** Values in the order of the categories; NaN where there is none. */
    record Series(String name, List<Double> values) {
        Series {
            values = List.copyOf(values);
        }
    }

    ChartRequest {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
    }

    static ChartRequest of(JsonNode arguments) {
        Arguments given = new Arguments(arguments);
        Labels labels =
                new Labels(
                        given.text("title"), given.text("x_label", ""), given.text("y_label", ""));
        List<String> categories = categories(arguments.path("categories"));
        Kind kind = kind(given.text("type"));
        List<Series> series = series(arguments.path("series"), categories.size());
        if (kind == Kind.PIE) {
            checkSlices(series);
        }
        return new ChartRequest(kind, labels, categories, series, file(given));
    }

    private static Kind kind(String type) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(type)) {
                return kind;
            }
        }
        throw Arguments.invalid("type '%s' is not known: use line, bar or pie".formatted(type));
    }

    private static String file(Arguments given) {
        String file = given.text("file", "chart.png");
        if (!file.toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw Arguments.invalid("file '%s' must end in .png".formatted(file));
        }
        return file;
    }

    private static List<String> categories(JsonNode given) {
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_CATEGORIES) {
            throw Arguments.invalid(
                    "categories has %d entries: give 1 to %d names"
                            .formatted(given.size(), MOST_CATEGORIES));
        }
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode name : given) {
            if (!taken.add(name.asText())) {
                throw Arguments.invalid(
                        "category '%s' occurs twice: give each once".formatted(name.asText()));
            }
            names.add(name.asText());
        }
        return names;
    }

    private static List<Series> series(JsonNode given, int categories) {
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_SERIES) {
            throw Arguments.invalid(
                    "series has %d entries: give 1 to %d".formatted(given.size(), MOST_SERIES));
        }
        List<Series> all = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode one : given) {
            String name = one.path("name").asText("");
            if (name.isBlank() || !taken.add(name)) {
                throw Arguments.invalid(
                        "series name '%s' is empty or occurs twice: name each series"
                                .formatted(name));
            }
            all.add(new Series(name, values(name, one.path("values"), categories)));
        }
        return all;
    }

    private static List<Double> values(String series, JsonNode given, int categories) {
        if (given.size() != categories) {
            throw Arguments.invalid(
                    "series '%s' has %d values for %d categories: give one value per category"
                            .formatted(series, given.size(), categories));
        }
        List<Double> values = new ArrayList<>();
        for (JsonNode value : given) {
            if (!value.isNumber() && !value.isNull()) {
                throw Arguments.invalid(
                        "series '%s' holds %s: give numbers, or null".formatted(series, value));
            }
            values.add(value.isNull() ? Double.NaN : value.asDouble());
        }
        if (values.stream().allMatch(value -> value.isNaN())) {
            throw Arguments.invalid("series '%s' holds no number".formatted(series));
        }
        return values;
    }

    private static void checkSlices(List<Series> series) {
        if (series.size() != 1) {
            throw Arguments.invalid("a pie has one series, not %d".formatted(series.size()));
        }
        List<Double> values = series.getFirst().values();
        double sum = values.stream().filter(value -> !value.isNaN()).mapToDouble(v -> v).sum();
        if (values.stream().anyMatch(value -> value < 0) || sum <= 0) {
            throw Arguments.invalid("a pie needs values of 0 or more, and one above 0: draw bars");
        }
    }
}
