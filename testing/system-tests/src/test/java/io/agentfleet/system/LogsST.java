package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a task leaves behind for people: its step log, and lines in the logs of the services. */
class LogsST {

    private static final String QUESTION = "Which region sold most in October?";
    private static final Fleet FLEET = Fleet.up();

    private static JsonNode task;

    @BeforeAll
    static void ask() {
        FLEET.run("logs", "--level", "io.agentfleet=DEBUG").succeeded();
        task = FLEET.run("run", QUESTION, "--data", Sources.SALES.toString(), "-o", "json").json();
    }

    @AfterAll
    static void quietAgain() {
        FLEET.run("logs", "--level", "io.agentfleet=INFO").succeeded();
    }

    @Test
    void theStepLogListsEachToolCallWithInputOutputTokensAndTime() {
        JsonNode log = FLEET.run("task", "log", task.path("task_id").asText(), "-o", "json").json();

        assertThat(log.path("session_id")).isEqualTo(task.path("session_id"));
        assertThat(log.path("user_input").asText()).isEqualTo(QUESTION);
        assertThat(log.path("status").asText()).isEqualTo("success");
        List<JsonNode> steps = log.path("steps").valueStream().toList();
        assertThat(steps).extracting(step -> step.path("step").asInt()).isSorted();
        assertThat(steps)
                .filteredOn(step -> step.path("tool").asText().equals("query_database"))
                .isNotEmpty()
                .allSatisfy(step -> {
                    assertThat(step.path("action").asText()).isEqualTo("tool_call");
                    assertThat(step.path("input").toString()).contains("SELECT");
                    assertThat(step.path("output").isMissingNode()).isFalse();
                    assertThat(step.path("status").asText()).isEqualTo("succeeded");
                });
        assertThat(steps.getLast().path("action").asText()).isEqualTo("final_response");
        assertThat(log.path("total_tokens").asInt()).isEqualTo(task.path("tokens_used").asInt());
        assertThat(log.path("total_latency_ms").asLong()).isPositive();
    }

    @Test
    void theStepLogIsReadable() {
        assertThat(FLEET.run("task", "log", task.path("task_id").asText()).succeeded().out())
                .contains(QUESTION, "query_database", "answers", "success · ");
    }

    @Test
    void theLinesOfAllItsAgentsHaveItsSessionAndItsTrace() throws IOException {
        List<JsonNode> lines =
                logs().filter(line -> line.startsWith("{"))
                        .map(Fleet::json)
                        .filter(line ->
                                line.path("mdc").path("session").equals(task.path("session_id")))
                        .toList();

        assertThat(lines)
                .extracting(line -> line.path("message").asText().split(" ", 2)[0])
                .contains("run_ended", "task_ended");
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().startsWith("run_ended"))
                .extracting(line -> line.path("mdc").path("agent").asText())
                .contains("planner", "analysis", "writer");
        assertThat(lines.stream().map(line -> line.path("mdc").path("traceId").asText()).distinct())
                .singleElement()
                .asString()
                .matches("[0-9a-f]{32}");
    }

    @Test
    void noLineHoldsWhatWasAskedOrFound() throws IOException {
        assertThat(logs()).noneMatch(line -> line.contains(QUESTION) || line.contains("SELECT"));
    }

    @Test
    void linesOfJsonAreShownAsText() {
        assertThat(FLEET.run("logs", "agent-analysis", "-n", "400").succeeded().out())
                .contains("RunService  run_ended state=COMPLETED", "session=")
                .doesNotContain("{\"timestamp\"");
    }

    @Test
    void levelsAreChangedWhileServicesRun() {
        for (String service : List.of("orchestrator", "agent-search", "tool-registry")) {
            JsonNode levels = FLEET.get(FLEET.url(service) + "/log-levels");
            assertThat(levels.path("io.agentfleet").asText()).as(service).isEqualTo("DEBUG");
        }
        Fleet.Ran refused = FLEET.run("logs", "--level", "io.agentfleet=LOUD", "tool-executor");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("level 'LOUD' is unknown");
    }

    private static Stream<String> logs() throws IOException {
        try (Stream<Path> files = Files.list(FLEET.home().resolve("logs"))) {
            return files
                    .filter(file -> file.getFileName().toString().matches("(agent|orch|tool).*log"))
                    .toList()
                    .stream()
                    .flatMap(LogsST::lines);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
