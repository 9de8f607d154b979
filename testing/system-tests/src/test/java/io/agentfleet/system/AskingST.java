package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever asks sees: of one agent alone, of no answer, of an orchestrator that dies. */
class AskingST {

    private static final String QUESTION = "What is the total amount?";

    private final Fleet fleet = Fleet.up();

    @Test
    void oneAgentIsAskedAloneAndItsTaskIsListed() {
        JsonNode task =
                fleet.run(
                                "run",
                                QUESTION,
                                "--agent",
                                "analysis",
                                "--data",
                                Sources.SALES.toString(),
                                "-o",
                                "json")
                        .json();
        assertThat(task.path("agent").asText()).isEqualTo("analysis");
        assertThat(task.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(task.path("nodes")).isEmpty();
        assertThat(listed()).contains(task.path("task_id").asText());
    }

    @Test
    void aRunThatWasAwaitedIsListedToo() {
        String body =
                "{\"prompt\":\"%s\",\"metadata\":{\"data_source\":\"%s\"}}"
                        .formatted(QUESTION, Sources.sales(fleet));
        JsonNode run =
                Fleet.json(fleet.send("POST", fleet.url("orchestrator") + "/run", body).body());
        assertThat(run.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(listed()).contains(run.path("task_id").asText());
    }

    private List<String> listed() {
        return fleet.run("task", "list", "-o", "json")
                .json()
                .path("tasks")
                .findValuesAsText("task_id");
    }

    @Test
    void aQuestionThatCouldNotBeAnsweredHasAnExitCodeOfItsOwn() {
        Fleet.Ran ran = fleet.run("run", QUESTION, "-o", "json");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(6);
        JsonNode task = Fleet.json(ran.out());
        assertThat(task.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(task.path("unanswered").asBoolean()).isTrue();
    }

    @Test
    void whoWatchesRidesOutTheDeathOfTheOrchestrator() {
        String task =
                fleet.run("run", QUESTION, "--data", Sources.SALES.toString(), "--detach")
                        .succeeded()
                        .out()
                        .strip();
        long pid = fleet.process("orchestrator").path("pid").asLong();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

        Fleet.Ran watched = fleet.run("task", "watch", task).succeeded();
        assertThat(watched.err())
                .contains("orchestrator does not answer", "orchestrator answers again");
    }
}
