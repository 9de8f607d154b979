package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first thing anybody does with the fleet, and the figures it tells. */
class MainJobST {

    private static final String QUESTION = "최근 일주일 매출 분석해줘";
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|$");

    private record Order(LocalDate day, String product, String region, long amount) {}

    private static JsonNode task;
    private static String report = "";

    @BeforeAll
    static void ask() {
        task =
                Fleet.up()
                        .run("run", QUESTION, "--data", Sources.SALES.toString(), "-o", "json")
                        .json();
        report = task.path("output").asText();
    }

    @Test
    void endsWellWithinTheDefaultBudget() {
        assertThat(task.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(task.path("error").asText()).isEmpty();
        assertThat(task.path("tokens_used").asInt()).isBetween(1, 8192);
    }

    @Test
    void everyFigureIsTheOneComputedFromTheFiles() throws IOException {
        Map<String, BigDecimal> truth = truth();
        Matcher row = TABLE_ROW.matcher(report.substring(0, report.indexOf("## 문서 근거")));
        int figures = 0;
        while (row.find()) {
            if (!row.group(2).chars().anyMatch(Character::isDigit)) {
                continue; // a header
            }
            BigDecimal shown = new BigDecimal(row.group(2).replaceAll("[,% ]", ""));
            assertThat(truth).as("a figure named '%s'", row.group(1)).containsKey(row.group(1));
            assertThat(shown).as(row.group(1)).isEqualByComparingTo(truth.get(row.group(1)));
            figures++;
        }
        assertThat(figures).as("figures in%n%s", report).isGreaterThanOrEqualTo(17);
        String answer =
                report.lines().filter(line -> line.startsWith("**")).findFirst().orElseThrow();
        for (BigDecimal number :
                new ReportReader(answer.replaceAll("\\d{4}-\\d{2}-\\d{2}", "")).numbers()) {
            assertThat(truth.values())
                    .as("%s in the answer", number)
                    .anyMatch(true_ -> true_.compareTo(number) == 0);
        }
    }

    @Test
    void theReportHasAChartEvidenceAndTheQueries() throws IOException {
        assertThat(report).contains("](chart.png)", "market-note-2026-11.md", "```sql", "SELECT");
        for (JsonNode artifact : task.path("artifacts")) {
            Path file = Path.of(URI.create(artifact.path("uri").asText()));
            assertThat(Files.size(file)).isEqualTo(artifact.path("size_bytes").asLong());
        }
        assertThat(task.path("artifacts").findValuesAsText("name"))
                .contains("chart.png", "report.md");
    }

    @Test
    void searchAndAnalysisGoOutSideBySideAndThenTheWriter() {
        List<JsonNode> nodes = task.path("nodes").valueStream().toList();
        assertThat(nodes)
                .extracting(node -> node.path("agent").asText())
                .containsExactly("search", "analysis", "writer");
        assertThat(nodes.get(0).path("depends_on")).isEmpty();
        assertThat(nodes.get(1).path("depends_on")).isEmpty();
        assertThat(nodes.get(2).path("depends_on")).hasSize(2);
    }

    private static Map<String, BigDecimal> truth() throws IOException {
        List<Order> orders =
                Files.readAllLines(Sources.SALES.resolve("orders.csv"), UTF_8).stream()
                        .skip(1)
                        .map(line -> line.split(","))
                        .map(f ->
                                new Order(LocalDate.parse(f[0]), f[2], f[3], Long.parseLong(f[6])))
                        .toList();
        LocalDate newest = orders.stream().map(Order::day).max(LocalDate::compareTo).orElseThrow();
        LocalDate from = newest.minusDays(6);
        List<Order> week = orders.stream().filter(o -> !o.day().isBefore(from)).toList();
        long now = week.stream().mapToLong(Order::amount).sum();
        long before =
                orders.stream()
                        .filter(o -> o.day().isBefore(from) && !o.day().isBefore(from.minusDays(7)))
                        .mapToLong(Order::amount)
                        .sum();
        Map<String, BigDecimal> truth = new HashMap<>();
        truth.put("%s ~ %s".formatted(from, newest), BigDecimal.valueOf(now));
        truth.put(
                "%s ~ %s".formatted(from.minusDays(7), from.minusDays(1)),
                BigDecimal.valueOf(before));
        truth.put("차이", BigDecimal.valueOf(now - before));
        truth.put(
                "증감률",
                BigDecimal.valueOf(100 * (now - before))
                        .divide(BigDecimal.valueOf(before), 2, RoundingMode.HALF_UP));
        sums(truth, week, order -> order.day().toString());
        sums(truth, week, Order::product);
        sums(truth, week, Order::region);
        return truth;
    }

    private static void sums(
            Map<String, BigDecimal> truth, List<Order> orders, Function<Order, String> group) {
        orders.stream()
                .collect(groupingBy(group, summingLong(Order::amount)))
                .forEach((name, sum) -> truth.put(name, BigDecimal.valueOf(sum)));
    }
}
