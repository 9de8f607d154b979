package io.agentfleet.system;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row of the tables of {@code docs/metrics.md}. */
record MetricRow(String name, String type, String meaning, Set<String> where) {

    /** Prefixes that the document names as those of libraries. */
    static final String OF_LIBRARIES = "(jvm|process|system|http|grpc|netty|redis|worker_pool)_.*";

    private static final int COLUMNS = 6;

    static List<MetricRow> read() throws IOException {
        try (Stream<String> lines = Files.lines(Fleet.ROOT.resolve("docs/metrics.md"))) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(1).split("\\|"))
                    .filter(cells -> cells.length == COLUMNS)
                    .map(MetricRow::of)
                    .toList();
        }
    }

    private static MetricRow of(String[] cells) {
        return new MetricRow(
                cells[0].replace("`", "").strip(),
                cells[1].strip(),
                cells[4],
                Arrays.stream(cells[5].split(",")).map(String::strip).collect(Collectors.toSet()));
    }

    boolean isOf(String service) {
        return where.contains(service.startsWith("agent-") ? "agents" : service);
    }

    /** Not there before something happened that need not happen. */
    boolean comesLater() {
        return meaning.contains("first");
    }

    Set<String> series() {
        Set<String> endings =
                switch (type) {
                    case "histogram" -> Set.of("_bucket", "_count", "_sum", "_max");
                    case "summary" -> Set.of("_count", "_sum", "_max");
                    default -> Set.of("");
                };
        return endings.stream().map(name::concat).collect(Collectors.toSet());
    }
}
