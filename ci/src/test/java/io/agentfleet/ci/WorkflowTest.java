package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowTest {

    private static final Path WORKFLOWS = Repository.ROOT.resolve(".github/workflows");
    private static final Pattern OUR_PROGRAM =
            Pattern.compile("(?m)(?:^|\\s)((?:\\./)?(?:ci|k8s)/[\\w./-]+|\\./fleet)");

    static Stream<String> workflows() {
        return Repository.files(".github/workflows").stream()
                .map(file -> file.getFileName().toString());
    }

    @Test
    void thereAreThree() {
        assertThat(workflows())
                .containsExactlyInAnyOrder("test.yml", "deploy-dev.yml", "deploy-prod.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsAreNamedByAMajorVersionOrACommit(String workflow) {
        assertThat(steps(workflow))
                .filteredOn(step -> step.has("uses"))
                .isNotEmpty()
                .allSatisfy(step ->
                        assertThat(step.path("uses").asText())
                                .matches("[\\w-]+/[\\w./-]+@(v\\d+|[0-9a-f]{40})"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyProgramAndOverlayThatAStepNamesIsThere(String workflow) {
        for (JsonNode step : steps(workflow)) {
            Matcher named = OUR_PROGRAM.matcher(step.path("run").asText());
            while (named.find()) {
                Path path = Repository.ROOT.resolve(named.group(1));
                assertThat(Files.isExecutable(path)).as(path.toString()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void noJobMayDoMoreThanItNeeds(String workflow) {
        JsonNode file = Repository.yaml(WORKFLOWS.resolve(workflow));

        assertThat(file.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(file.path("jobs"))
                .allSatisfy(job -> {
                    assertThat(job.path("timeout-minutes").asInt()).isPositive();
                    assertThat(job.path("permissions").path("packages").asText("").equals("write"))
                            .isEqualTo(job.toString().contains("k8s/image/build --push"));
                });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void nothingFromOutsideIsPastedIntoAScript(String workflow) {
        assertThat(steps(workflow))
                .allSatisfy(step -> assertThat(step.path("run").asText()).doesNotContain("${{"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void jobsWaitOnlyForJobsThatThereAre(String workflow) {
        JsonNode jobs = Repository.yaml(WORKFLOWS.resolve(workflow)).path("jobs");
        Set<String> names = new TreeSet<>();
        jobs.fieldNames().forEachRemaining(names::add);

        assertThat(jobs)
                .allSatisfy(job -> {
                    if (job.has("needs")) {
                        assertThat(names).contains(job.path("needs").asText());
                    }
                });
    }

    @Test
    void productionIsDeployedByHandBehindItsEnvironment() {
        JsonNode production = Repository.yaml(WORKFLOWS.resolve("deploy-prod.yml"));

        assertThat(production.path("on").toString()).startsWith("{\"workflow_dispatch\"");
        assertThat(production.path("jobs"))
                .allSatisfy(job ->
                        assertThat(job.path("environment").asText()).isEqualTo("production"));
    }

    @Test
    void everyServiceGetsABillOfMaterials() throws Exception {
        JsonNode matrix =
                Repository.yaml(WORKFLOWS.resolve("deploy-dev.yml"))
                        .at("/jobs/sbom/strategy/matrix/service");

        assertThat(matrix)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(Repository.services());
    }

    @Test
    void noImageIsRolledOutThatWasNotScanned() {
        JsonNode jobs = Repository.yaml(WORKFLOWS.resolve("deploy-dev.yml")).path("jobs");

        assertThat(jobs.at("/sbom/steps"))
                .filteredOn(step -> step.path("uses").asText().startsWith("aquasecurity/"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.path("uses").asText()).matches(".*@[0-9a-f]{40}");
                    assertThat(step.at("/with/exit-code").asText()).isEqualTo("1");
                });
        assertThat(jobs.at("/deploy/needs").asText()).isEqualTo("sbom");
        assertThat(jobs.at("/sbom/needs").asText()).isEqualTo("images");
    }

    @Test
    void librariesAreComparedWithTheListBeforeACommitLands() {
        assertThat(steps("test.yml"))
                .extracting(step -> step.path("run").asText())
                .contains("ci/dependencies");
    }

    /** A stored token would be refused: none may hold for more than a day. */
    @ParameterizedTest
    @MethodSource("workflows")
    void noTokenOfTheFleetIsStored(String workflow) {
        assertThat(steps(workflow))
                .allSatisfy(step -> assertThat(step.path("env").has("FLEET_TOKEN")).isFalse());
    }

    private static List<JsonNode> steps(String workflow) {
        return Stream.of(Repository.yaml(WORKFLOWS.resolve(workflow)))
                .flatMap(file -> file.path("jobs").valueStream())
                .flatMap(job -> job.path("steps").valueStream())
                .toList();
    }
}
