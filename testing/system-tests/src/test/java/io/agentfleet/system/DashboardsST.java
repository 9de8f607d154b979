package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a running fleet, and is asked all that dashboards, rules and
 * autoscalers ask. Afterwards what the services export is compared with {@code docs/metrics.md}.
 */
class DashboardsST {

    private static final Path MONITORING = Fleet.ROOT.resolve("k8s/monitoring");
    private static final Path RECORDED = Fleet.ROOT.resolve("k8s/src/test/resources/metrics");

    private static final List<String> RECORDED_SERVICES =
            List.of("orchestrator", "agent-search", "tool-registry", "tool-executor");

    /** Rules come every 30 s, a new consumer's lag within a minute. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** What a panel's description begins with if it may have nothing to show. */
    private static final List<String> MAY_BE_EMPTY =
            List.of("Empty while all is well", "Of kube-state-metrics");

    @TempDir static Path folder;

    private static final Map<String, String> SERVICES = new TreeMap<>();
    private static Prometheus prometheus;

    @BeforeAll
    static void aFleetThatRanSomeTasks() {
        Prometheus.requireInstalled();
        Fleet fleet = Fleet.up();
        for (JsonNode process : fleet.status().path("processes")) {
            String name = process.path("name").asText();
            if (name.matches("orchestrator|agent-.+|tool-.+")) {
                SERVICES.put(name, "127.0.0.1:" + process.path("port").asInt());
            }
        }
        prometheus = new Prometheus(fleet, SERVICES, folder);
        await("every service is scraped")
                .atMost(LONGEST)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(prometheus.query("up == 1")).hasSameSizeAs(SERVICES.keySet()));
        for (int i = 0; i < 2; i++) {
            fleet.run("run", "최근 일주일 매출 분석해줘", "--data", Sources.SALES.toString()).succeeded();
        }
    }

    @AfterAll
    static void noPrometheusAnyMore() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    void everyPanelOfEveryDashboardHasDataToShow() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        for (Path board : files(MONITORING.resolve("dashboards"))) {
            Fleet.json(Files.readString(board)).path("panels").forEach(panels::add);
        }

        assertThat(panels).hasSizeGreaterThan(40);
        await("every panel has data")
                .atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(panels).allSatisfy(DashboardsST::hasDataIfItShould));
    }

    private static void hasDataIfItShould(JsonNode panel) {
        String description = panel.path("description").asText();
        boolean mayBeEmpty = MAY_BE_EMPTY.stream().anyMatch(description::startsWith);
        for (JsonNode target : panel.path("targets")) {
            String query = target.path("expr").asText().replace("$agent", ".+");
            JsonNode found = prometheus.query(query);
            assertThat(mayBeEmpty || !found.isEmpty()).as(query).isTrue();
        }
    }

    @Test
    void everyRuleIsEvaluatedAndNoAlertFiresInAFleetThatIsWell() {
        await("every group of rules was evaluated")
                .atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(rules())
                                .hasSizeGreaterThan(30)
                                .allSatisfy(rule -> {
                                    assertThat(rule.path("lastError").asText()).isEmpty();
                                    assertThat(rule.path("health").asText()).isEqualTo("ok");
                                }));
        assertThat(rules())
                .filteredOn(rule -> rule.path("state").asText().equals("firing"))
                .isEmpty();
    }

    private static List<JsonNode> rules() {
        return children(prometheus.ruleGroups())
                .flatMap(group -> children(group.path("rules")))
                .toList();
    }

    @Test
    void everyAutoscalerGetsAFigureForEachOfItsPods() throws IOException {
        JsonNode adapter =
                new YAMLMapper().readTree(MONITORING.resolve("adapter/values.yaml").toFile());

        assertThat(children(adapter.at("/rules/custom")))
                .isNotEmpty()
                .allSatisfy(rule -> {
                    String series = rule.path("seriesQuery").asText();
                    assertThat(prometheus.query(series)).as(series).isNotEmpty();
                    String query =
                            rule.path("metricsQuery")
                                    .asText()
                                    .replace("<<.Series>>", series.replaceAll("\\{.*", ""))
                                    .replace("<<.LabelMatchers>>", "namespace=\"agent-fleet\"")
                                    .replace("<<.GroupBy>>", "pod");
                    assertThat(prometheus.query(query)).as(query).isNotEmpty();
                });
    }

    /** With {@code -Dmetrics.record=true} also keeps what was answered, for the tests of k8s. */
    @Test
    void whatTheServicesExportIsWhatIsDocumented() throws IOException {
        List<MetricRow> documented = MetricRow.read();
        await("every documented metric is exported, and no other")
                .atMost(LONGEST)
                .untilAsserted(() ->
                        SERVICES.forEach((name, address) ->
                                compare(name, firstOfEachName(address).keySet(), documented)));
        if (Boolean.getBoolean("metrics.record")) {
            for (String name : RECORDED_SERVICES) {
                record(name, firstOfEachName(SERVICES.get(name)));
            }
        }
    }

    private static void compare(String service, Set<String> answered, List<MetricRow> documented) {
        List<MetricRow> rows = documented.stream().filter(row -> row.isOf(service)).toList();
        Set<String> undocumented = new TreeSet<>(answered);
        rows.forEach(row -> undocumented.removeAll(row.series()));
        undocumented.removeIf(name -> name.matches(MetricRow.OF_LIBRARIES));
        assertThat(undocumented).as("exported by %s", service).isEmpty();
        assertThat(rows)
                .filteredOn(row -> !row.comesLater())
                .allSatisfy(row -> assertThat(row.series()).as(service).isSubsetOf(answered));
    }

    private static Map<String, String> firstOfEachName(String address) {
        Map<String, String> first = new TreeMap<>();
        Fleet.up()
                .send("GET", "http://" + address + "/metrics", "")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> first.putIfAbsent(line.split("[{ ]", 2)[0], line));
        return first;
    }

    private static void record(String service, Map<String, String> answered) throws IOException {
        List<String> lines =
                Stream.concat(
                                Stream.of(
                                        "# What %s answered to GET /metrics after two tasks: the first series of each name."
                                                .formatted(service)),
                                answered.values().stream())
                        .toList();
        Files.write(RECORDED.resolve(service + ".txt"), lines);
    }

    private static Stream<JsonNode> children(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<Path> files(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.sorted().toList();
        }
    }
}
