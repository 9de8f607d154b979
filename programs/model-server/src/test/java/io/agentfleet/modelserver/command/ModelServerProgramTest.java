package io.agentfleet.modelserver.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.modelserver.script.Script;
import io.agentfleet.modelserver.server.ModelServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ModelServerProgramTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--port 0|Missing required argument",
                "--offline --script a.yaml|mutually exclusive",
                "--script no-such.yaml|the script 'no-such.yaml' cannot be read",
                "--offline --fault boom|the fault 'boom' is unknown",
                "--offline --upstream http://x|--upstream belongs to --record DIR",
                "--record target/x|--record needs --upstream URL",
                "--recorded no-such-folder|'no-such-folder' is no folder",
                "--recorded target --model a|belong to --script or --offline",
                "--offline --api-key-file no-such|'no-such' cannot be read"
            })
    void endsWithTwoAndSaysWhatIsWrong(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void endsWithFourIfItsPortIsTaken() {
        try (ModelServer other = ModelServer.start(Script.parse("answers: [{text: a}]"))) {
            assertThat(run("--offline --port " + other.port())).isEqualTo(4);
            assertThat(err.toString()).contains("choose another with --port");
        }
    }

    private int run(String arguments) {
        return new CommandLine(new ModelServerProgram())
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));
    }
}
