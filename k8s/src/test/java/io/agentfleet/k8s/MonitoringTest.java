package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Rules and autoscalers ask for what the services really export, and an alert leads to help. */
class MonitoringTest {

    private static final Path MONITORING = Manifests.K8S.resolve("monitoring");
    private static final Path SAMPLES = Manifests.K8S.resolve("src/test/resources/metrics");

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
    void everyMetricThatARuleAsksForIsExported() {
        Set<String> known = new TreeSet<>(exported());
        rules().forEach(rule -> known.add(rule.path("record").asText()));

        assertThat(rules())
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(PromQl.metrics(rule.path("expr").asText()))
                            .as(rule.path("expr").asText())
                            .isNotEmpty()
                            .isSubsetOf(known);
                });
    }

    @Test
    void everyMetricThatAnAutoscalerAsksForIsServedFromOneThatIsExported() {
        Set<String> served = new TreeSet<>();
        for (JsonNode rule :
                Manifests.file("monitoring/adapter/values.yaml").path("rules").path("custom")) {
            assertThat(PromQl.metrics(rule.path("seriesQuery").asText())).isSubsetOf(exported());
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

    /** Names of the series in the committed answers of /metrics, and the one Prometheus adds. */
    private static Set<String> exported() {
        Set<String> names = new TreeSet<>(Set.of("up"));
        for (Path sample : files(SAMPLES)) {
            try (Stream<String> lines = Files.lines(sample)) {
                lines.filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]", 2)[0])
                        .forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
