package io.agentfleet.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.command.task.TaskProgress;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaskFollowTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private int show(String task) throws IOException {
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        JsonNode view = JsonFile.MAPPER.readTree(task);
        try (TaskClient client = new TaskClient(1)) {
            return new TaskProgress(client, new Terminal(out, out, false), false).show(view);
        }
    }

    @Test
    void aQuestionThatCouldNotBeAnsweredHasAnExitCodeOfItsOwnAndAdvice() throws IOException {
        assertThat(show("{\"status\":\"COMPLETED\",\"unanswered\":true,\"metadata\":{}}"))
                .isEqualTo(ExitCode.UNANSWERED);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("not answered: it had no data; give it a folder with --data DIR");
    }

    @Test
    void withDataTheReportSaysWhatWasLookedFor() throws IOException {
        String task =
                """
                {"status":"COMPLETED","unanswered":true,"metadata":{"data_source":"sales"}}\
                """;
        assertThat(show(task)).isEqualTo(ExitCode.UNANSWERED);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("the data does not say");
    }

    @Test
    void anAnswerIsDoneAndAFailureFailed() throws IOException {
        assertThat(show("{\"status\":\"COMPLETED\",\"unanswered\":false}")).isEqualTo(ExitCode.OK);
        assertThat(show("{\"status\":\"FAILED\"}")).isEqualTo(ExitCode.FAILED);
    }
}
