package io.agentfleet.cli.command.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskProgressTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void theLastLineOfATaskSaysHowManyOfItsToolCallsFailed() throws Exception {
        assertThat(summary("succeeded", "failed", "rejected")).contains("2 of 3 tool calls failed");
    }

    @Test
    void aTaskWhoseToolCallsAllSucceededSaysNothingOfFailures() throws Exception {
        assertThat(summary("succeeded", "succeeded")).doesNotContain("failed");
    }

    private String summary(String... toolResults) throws Exception {
        PrintStream out = new PrintStream(shown, true, UTF_8);
        try (OneTaskOrchestrator orchestrator = new OneTaskOrchestrator();
                TaskClient client = new TaskClient(orchestrator.port())) {
            for (String status : toolResults) {
                orchestrator.tell(
                        """
                        {"type":"step","at":"2026-01-01T00:00:00Z","node_id":"n","agent":"search",\
                        "attempt":1,"number":1,"kind":"tool_result","content":"","tool":"find",\
                        "status":"%s","tokens":0,"duration_ms":1}\
                        """
                                .formatted(status));
            }
            orchestrator.end("COMPLETED");
            TaskProgress progress = new TaskProgress(client, new Terminal(out, out, false), false);
            assertThat(progress.follow("t-1", Duration.ofSeconds(30))).isEqualTo(ExitCode.OK);
        }
        return shown.toString(UTF_8).lines().reduce((first, last) -> last).orElse("");
    }
}
