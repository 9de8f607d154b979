package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The order in which a release by colours asks a cluster for what. The cluster is an executable
 * that writes down each call; what is applied is rendered by the real kubectl.
 */
class BlueGreenTest {

    private static final String REMOVE =
            "delete deployment,hpa --selector app.kubernetes.io/part-of=agent-fleet,";

    @TempDir Path cluster;

    @BeforeEach
    void aClusterWithBlue() throws IOException {
        Assumptions.assumeTrue(
                Repository.isInstalled("kubectl"),
                "kubectl is not installed, so nothing can be rendered");
        Files.createFile(cluster.resolve("calls"));
        Files.writeString(cluster.resolve("color"), "blue");
    }

    @Test
    void switchesOnlyWhenAllIsReadyAndRemovesTheOldColourOnlyAfterTheSmokeTest()
            throws IOException {
        assertThat(release("true").status()).isZero();

        assertThat(calls())
                .containsExactly(
                        "get",
                        "apply",
                        "wait agentfleet.io/color=green",
                        "lead to \"green\"",
                        "remove agentfleet.io/color=blue");
    }

    @Test
    void leadsBackWhenTheSmokeTestFails() throws IOException {
        Repository.Said said = release("false");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("the switch or the smoke test failed: back to blue");
        assertThat(calls())
                .containsExactly(
                        "get",
                        "apply",
                        "wait agentfleet.io/color=green",
                        "lead to \"green\"",
                        "lead to \"blue\"",
                        "remove agentfleet.io/color=green");
    }

    @Test
    void switchesNothingWhenTheNewColourIsNotReady() throws IOException {
        Files.createFile(cluster.resolve("never-ready"));

        assertThat(release("true").status()).isEqualTo(1);
        assertThat(calls())
                .containsExactly(
                        "get",
                        "apply",
                        "wait agentfleet.io/color=green",
                        "remove agentfleet.io/color=green");
    }

    @Test
    void theFirstReleaseReplacesWhatHasNoColourAndCanLeadBackToIt() throws IOException {
        Files.writeString(cluster.resolve("color"), "");

        release("true");
        assertThat(calls()).endsWith("lead to \"blue\"", "remove !agentfleet.io/color");

        Files.writeString(cluster.resolve("calls"), "");
        release("false");
        assertThat(calls())
                .endsWith("lead to \"blue\"", "lead to null", "remove agentfleet.io/color=blue");
    }

    @Test
    void whatIsAppliedStandsBesideWhatRunsAndTouchesNoServicesSelector() throws IOException {
        release("true");

        List<JsonNode> objects = applied();
        assertThat(named(objects, "Deployment"))
                .containsExactlyInAnyOrderElementsOf(
                        Repository.services().stream().map(name -> name + "-green").toList());
        assertThat(named(objects, "HorizontalPodAutoscaler"))
                .containsExactlyInAnyOrderElementsOf(named(objects, "Deployment"));
        assertThat(objects)
                .filteredOn(one -> kind(one).equals("HorizontalPodAutoscaler"))
                .allSatisfy(one ->
                        assertThat(one.at("/spec/scaleTargetRef/name"))
                                .isEqualTo(one.at("/metadata/name")));
        assertThat(objects)
                .filteredOn(one -> kind(one).equals("Deployment"))
                .allSatisfy(one -> {
                    assertThat(
                                    one.at("/spec/selector/matchLabels")
                                            .path("agentfleet.io/color")
                                            .asText())
                            .isEqualTo("green");
                    assertThat(
                                    one.at("/spec/template/metadata/labels")
                                            .path("agentfleet.io/color")
                                            .asText())
                            .isEqualTo("green");
                    assertThat(one.at("/metadata/labels").path("agentfleet.io/color").asText())
                            .isEqualTo("green");
                    assertThat(one.at("/spec/template/spec/containers/0/image").asText())
                            .matches("ghcr\\.io/me/fleet/[a-z-]+:abc");
                });
        assertThat(named(objects, "Service"))
                .containsExactlyInAnyOrderElementsOf(Repository.services());
        assertThat(objects)
                .filteredOn(one -> kind(one).equals("Service"))
                .allSatisfy(one ->
                        assertThat(one.at("/spec/selector").has("agentfleet.io/color")).isFalse());
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(Repository.run(Map.of(), List.of("ci/blue-green")).text())
                .contains("name the images and their tag");
        assertThat(
                        Repository.run(
                                        Map.of(),
                                        List.of("ci/blue-green", "a", "b", "k8s/overlays/none"))
                                .text())
                .contains("'k8s/overlays/none' is no overlay");
    }

    private Repository.Said release(String smokeTest) {
        Path stub = Repository.ROOT.resolve("ci/src/test/resources");
        String path = System.getenv("PATH");
        String real =
                Repository.run(Map.of(), List.of("bash", "-c", "command -v kubectl"))
                        .text()
                        .strip();
        return Repository.run(
                Map.of(
                        "PATH",
                        stub + ":" + path,
                        "CLUSTER",
                        cluster.toString(),
                        "KUBECTL",
                        real,
                        "SMOKE_TEST",
                        smokeTest),
                List.of("ci/blue-green", "ghcr.io/me/fleet", "abc"));
    }

    /** What was asked for, the six Services of a switch as one. */
    private List<String> calls() throws IOException {
        List<String> calls = new ArrayList<>();
        for (String line : Files.readAllLines(cluster.resolve("calls"))) {
            String call = line.replace("--namespace agent-fleet ", "");
            String summary =
                    switch (call.split(" ", 2)[0]) {
                        case "patch" -> "lead to " + call.replaceAll(".*color\":(.*?)}.*", "$1");
                        case "wait" -> "wait " + call.replaceAll(".*--selector (\\S+).*", "$1");
                        case "delete" ->
                                call.replace(REMOVE, "remove ").replace(" --ignore-not-found", "");
                        default -> call.split(" ", 2)[0];
                    };
            if (calls.isEmpty() || !calls.getLast().equals(summary)) {
                calls.add(summary);
            }
        }
        return calls;
    }

    private List<JsonNode> applied() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        try (var documents =
                yaml.readerFor(JsonNode.class)
                        .<JsonNode>readValues(cluster.resolve("applied.yaml").toFile())) {
            return documents.readAll();
        }
    }

    private static List<String> named(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(one -> kind(one).equals(kind))
                .map(one -> one.at("/metadata/name").asText())
                .toList();
    }

    private static String kind(JsonNode object) {
        return object.path("kind").asText();
    }
}
