package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Rules, dashboards and autoscalers ask for what the services really export, and an alert leads to
 * help.
 */
class MonitoringTest {
    private static final Set<String> OF_FAILURES =
            Set.of("tool_errors_total", "llm_fallbacks_total");

    private static final Path MONITORING = Manifests.K8S.resolve("monitoring");
    private static final MetricsList LIST = MetricsList.read();

    private static final Path DASHBOARDS = MONITORING.resolve("dashboards");
    private static final Set<String> OF_EVERY_POD =
            Set.of(
                    "__meta_kubernetes_namespace",
                    "__meta_kubernetes_pod_name",
                    "__meta_kubernetes_pod_ip");

    /** What Prometheus adds to each series of a pod. */
    private static final Set<String> TARGET = Set.of("job", "namespace", "pod");

    @Test
    void theOperatorsRulesAreTheRuleFiles() {
        ArrayNode groups = new ObjectMapper().createArrayNode();
        for (Path file : files(MONITORING.resolve("rules"))) {
            Manifests.file("monitoring/rules/" + file.getFileName())
                    .path("groups")
                    .forEach(groups::add);
        }

        assertThat(Manifests.file("monitoring/prometheus-rule.yaml").path("spec").path("groups"))
                .isEqualTo(groups);
    }

    @Test
    void everyMetricThatARuleOrADashboardAsksForIsListed() {
        Set<String> known = new TreeSet<>(LIST.series());
        rules().forEach(rule -> known.add(rule.path("record").asText()));

        assertThat(Stream.concat(rules().map(rule -> rule.path("expr").asText()), queries()))
                .hasSizeGreaterThan(50)
                .allSatisfy(query ->
                        assertThat(PromQl.metrics(query)).as(query).isNotEmpty().isSubsetOf(known));
    }

    @Test
    void everyMetricThatIsListedIsExportedWithItsLabels() {
        Map<String, Set<String>> recorded = Scrape.recorded();

        assertThat(LIST.ours())
                .filteredOn(entry -> !OF_FAILURES.contains(entry.name())) // all went well
                .hasSizeGreaterThan(30)
                .allSatisfy(entry ->
                        entry.series()
                                .forEach(series -> {
                                    assertThat(recorded).containsKey(series);
                                    assertThat(recorded.get(series)).containsAll(entry.labels());
                                }));
    }

    @Test
    void theRulesAreTestedWithSeriesAsAFleetExportsThem() {
        Map<String, Set<String>> recorded = Scrape.recorded();

        for (JsonNode test : Manifests.file("monitoring/rules-test.yaml").path("tests")) {
            assertThat(stream(test.path("input_series")).map(one -> one.path("series").asText()))
                    .isNotEmpty()
                    .filteredOn(series -> !LIST.others().contains(Scrape.name(series)))
                    .allSatisfy(series -> {
                        Set<String> labels = Scrape.labels(series);
                        labels.removeAll(TARGET);
                        assertThat(recorded.get(Scrape.name(series)))
                                .as(series)
                                .isNotNull()
                                .containsAll(labels);
                    });
        }
    }

    @Test
    void everyDashboardIsDeliveredToGrafana() {
        List<ConfigMap> maps = Manifests.of("monitoring").all(ConfigMap.class);

        assertThat(maps)
                .singleElement()
                .satisfies(map -> {
                    assertThat(map.getMetadata().getLabels())
                            .containsEntry("grafana_dashboard", "1");
                    assertThat(map.getData().keySet())
                            .containsExactlyElementsOf(
                                    files(DASHBOARDS).stream()
                                            .map(file -> file.getFileName().toString())
                                            .toList());
                });
    }

    @Test
    void aPrometheusWithoutOperatorFindsPodsByWhatTheyHave() {
        Set<String> asked = new TreeSet<>();
        Manifests.file("monitoring/prometheus.yaml")
                .at("/scrape_configs/0/relabel_configs")
                .forEach(rule ->
                        rule.path("source_labels").forEach(label -> asked.add(label.asText())));

        assertThat(Manifests.of("base").services())
                .isNotEmpty()
                .allSatisfy(service -> {
                    ObjectMeta pod = service.getSpec().getTemplate().getMetadata();
                    Set<String> there = new TreeSet<>(OF_EVERY_POD);
                    pod.getLabels().keySet().forEach(n -> there.add(meta("label", n)));
                    pod.getAnnotations().keySet().forEach(n -> there.add(meta("annotation", n)));
                    assertThat(asked).isSubsetOf(there);
                });
    }

    private static String meta(String kind, String name) {
        return "__meta_kubernetes_pod_%s_%s".formatted(kind, name.replaceAll("[^A-Za-z0-9]", "_"));
    }

    @Test
    void everyMetricThatAnAutoscalerAsksForIsServedFromOneThatIsExported() {
        Set<String> served = new TreeSet<>();
        for (JsonNode rule :
                Manifests.file("monitoring/adapter/values.yaml").path("rules").path("custom")) {
            assertThat(PromQl.metrics(rule.path("seriesQuery").asText())).isSubsetOf(LIST.series());
            served.add(rule.path("name").path("as").asText());
        }

        assertThat(Manifests.of("base").all(HorizontalPodAutoscaler.class))
                .isNotEmpty()
                .flatMap(scaler -> scaler.getSpec().getMetrics())
                .filteredOn(metric -> metric.getPods() != null)
                .extracting(metric -> metric.getPods().getMetric().getName())
                .isSubsetOf(served);
    }

    @Test
    void everyAlertHasASeverityAndARunbook() throws IOException {
        String runbook = Files.readString(MONITORING.resolve("README.md"));

        assertThat(alerts())
                .isNotEmpty()
                .allSatisfy(alert -> {
                    String name = alert.path("alert").asText();
                    assertThat(alert.path("labels").path("severity").asText())
                            .isIn("critical", "warning");
                    assertThat(alert.path("annotations").path("summary").asText()).isNotEmpty();
                    assertThat(alert.path("annotations").path("runbook").asText())
                            .isEqualTo(
                                    "k8s/monitoring/README.md#"
                                            + name.toLowerCase(java.util.Locale.ROOT));
                    assertThat(runbook).contains("\n### " + name + "\n");
                });
    }

    @Test
    void prometheusTakesTheRulesAndTheyFireWhenTheyShould() {
        Path promtool =
                Manifests.installed("promtool")
                        .orElseGet(() ->
                                Assumptions.abort("promtool is not installed: rules not run"));

        assertThat(
                        Programs.output(
                                List.of(promtool.toString(), "check", "rules"),
                                files(MONITORING.resolve("rules")).toArray(Path[]::new)))
                .contains("SUCCESS");
        assertThat(
                        Programs.output(
                                List.of(promtool.toString(), "test", "rules"),
                                MONITORING.resolve("rules-test.yaml")))
                .contains("SUCCESS");
    }

    @Test
    void everyAlertIsSeenToFire() {
        Set<String> fired = new TreeSet<>();
        for (JsonNode test : Manifests.file("monitoring/rules-test.yaml").path("tests")) {
            for (JsonNode expected : test.path("alert_rule_test")) {
                if (!expected.path("exp_alerts").isEmpty()) {
                    fired.add(expected.path("alertname").asText());
                }
            }
        }

        assertThat(alerts().map(alert -> alert.path("alert").asText())).isSubsetOf(fired);
    }

    private static Stream<String> queries() {
        return files(DASHBOARDS).stream()
                .map(file -> Manifests.file("monitoring/dashboards/" + file.getFileName()))
                .flatMap(board -> stream(board.path("panels")))
                .flatMap(panel -> stream(panel.path("targets")))
                .map(target -> target.path("expr").asText());
    }

    private static Stream<JsonNode> alerts() {
        return rules().filter(rule -> rule.has("alert"));
    }

    private static Stream<JsonNode> rules() {
        return files(MONITORING.resolve("rules")).stream()
                .flatMap(file ->
                        stream(
                                Manifests.file("monitoring/rules/" + file.getFileName())
                                        .path("groups")))
                .flatMap(group -> stream(group.path("rules")));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
