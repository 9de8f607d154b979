package io.agentfleet.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of {@code docs/metrics.md}.
 *
 * @param ours with type, labels and place
 * @param others names of metrics of others that rules and dashboards ask for
 */
record MetricsList(List<Entry> ours, Set<String> others) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int COLUMNS = 6;

    /** One row; names of a histogram and its like have endings of their own. */
    record Entry(String name, String type, Set<String> labels, String where) {

        Stream<String> series() {
            return switch (type) {
                case "histogram" ->
                        Stream.of("_bucket", "_count", "_sum", "_max").map(name::concat);
                case "summary" -> Stream.of("_count", "_sum", "_max").map(name::concat);
                default -> Stream.of(name);
            };
        }
    }

    static MetricsList read() {
        List<List<String>> rows = rows(Manifests.ROOT.resolve("docs/metrics.md"));
        List<Entry> ours =
                rows.stream()
                        .filter(row -> row.size() == COLUMNS)
                        .map(row ->
                                new Entry(
                                        codes(row.get(0)).iterator().next(),
                                        row.get(1),
                                        codes(row.get(2)),
                                        row.get(5)))
                        .toList();
        Set<String> others =
                rows.stream()
                        .filter(row -> row.size() == 2)
                        .flatMap(row -> codes(row.getFirst()).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        return new MetricsList(ours, others);
    }

    private static List<List<String>> rows(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(1, line.length() - 1))
                    .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of all series that may be asked for. */
    Set<String> series() {
        Set<String> names = new TreeSet<>(others);
        ours.stream().flatMap(Entry::series).forEach(names::add);
        others.stream()
                .filter(name -> name.endsWith("_seconds"))
                .flatMap(name -> Stream.of("_count", "_sum", "_max").map(name::concat))
                .forEach(names::add);
        return names;
    }
}
