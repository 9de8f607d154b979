package io.agentfleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "up",
                "down",
                "status",
                "logs",
                "scale",
                "task",
                "task list",
                "task get",
                "task watch",
                "task cancel",
                "cost",
                "token",
                "tools",
                "tools list",
                "tools transfer",
                "data",
                "data add",
                "dlq",
                "dlq list",
                "dlq show",
                "dlq replay",
                "dlq drop",
                "rebuild",
                "doctor",
                "test"
            })
    void everyCommandExplainsItself(String command) {
        String[] words = (command + " --help").split(" ");
        assertThat(execute(words)).isEqualTo(ExitCode.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: fleet " + command);
    }

    @Test
    void aWrongCommandLineEndsWithTwoAndSaysWhatIsWrong() {
        for (String[] words :
                List.of(
                        new String[] {"rnu"},
                        new String[] {"run"},
                        new String[] {"run", "q", "--max-steps", "many"},
                        new String[] {"run", "q", "--timeout", "0"},
                        new String[] {"up", "--timeout", "-3"},
                        new String[] {"scale", "agent-search"},
                        new String[] {"scale", "agent-search=x"},
                        new String[] {"logs", "--level", "foo"},
                        new String[] {"status", "-o", "xml"},
                        new String[] {"cost", "--by", "colour"},
                        new String[] {"cost", "--since", "yesterday"},
                        new String[] {"token", "--for", "25h"},
                        new String[] {"token", "--role", "agent"},
                        new String[] {"tools"},
                        new String[] {"tools", "transfer", "query_database"},
                        new String[] {"tools", "transfer", "query_database", "--to", "ann"},
                        new String[] {"task"},
                        new String[] {"dlq", "show", "42"},
                        new String[] {"dlq", "replay"},
                        new String[] {"dlq", "drop", "--all", "--topic", "t"})) {
            err.reset();
            assertThat(execute(words)).as("%s", List.of(words)).isEqualTo(ExitCode.USAGE);
            assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("fleet: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    token --role boss       | 'boss' is none of submitter, viewer, approver, operator, fleet-operator
                    status -o xml           | 'xml' is none of text, json
                    scale agent-search      | 'agent-search' is not NAME=COUNT: write such as agent-search=3
                    scale agent-search=x    | 'agent-search=x' is not NAME=COUNT
                    scale agent-serch=2     | no service 'agent-serch' to scale. Did you mean 'agent-search'? There is: tool-registry
                    logs --level foo        | 'foo' is not CATEGORY=LEVEL: write such as io.agentfleet=DEBUG
                    run q --timeout 0       | '0' is no number of seconds: give 1 or more
                    """)
    void aWrongWordIsAnsweredInTheWordsOfTheHelp(String words, String why) {
        assertThat(execute(words.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(why)
                .doesNotContain("positional", "KEY=VALUE", "case-insensitive");
    }

    @Test
    void aMistypedOptionIsAnsweredInOneLineThatNamesTheClosestOneAndTheHelp() {
        assertThat(execute("up", "--tiemout", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "fleet: Unknown options: '--tiemout', '3'. Did you mean '--timeout'? './fleet up --help' explains.");
    }

    @Test
    void aMistypedCommandIsAnsweredInOneLineThatNamesTheClosestOne() {
        execute("stauts");
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("'stauts'", "'status'", "'./fleet --help'");
    }

    private int execute(String... words) {
        Terminal screen =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        return FleetCommand.commandLine(screen).execute(words);
    }
}
