package io.agentfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PrintableTextTest {

    private static final List<String> HOSTILE =
            List.of(
                    "\u001b[2J\u001b[H",
                    "\u001b[31m빨강\u001b[0m\u001b[2K",
                    "\u001b[8mhidden",
                    "\u001b[5;31mblink",
                    "\u001b]0;제목\u0007",
                    "\u001b]8;;https://evil.example\u001b\\매출\u001b]8;;\u001b\\",
                    "\u001b]52;c;cm0gLXJm\u0007",
                    "\u001bP+q544e\u001b\\",
                    "\u001b[6n",
                    "\u001b[?1049h",
                    "\u001bc",
                    "\u001b",
                    "\u001b\u001b[31m[2J",
                    "\u001b[\u001b[0m2J",
                    "\u009b2J",
                    "\u009d0;x\u009c",
                    "100%\r 99%",
                    "ab\b\b\bcd",
                    "\u0000\u007f\u0007",
                    "매출 \u202e원001\u202c 끝",
                    "\u2066x\u2069\u200f\u061c",
                    "한 줄\u2028두 줄");

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void nothingMovesTheCursorOrTurnsTheText(String hostile) {
        for (boolean isTerminal : new boolean[] {false, true}) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
            Terminal screen = new Terminal(stream, stream, isTerminal);
            screen.line(screen.bold("a") + hostile);
            screen.note(hostile + screen.dim(hostile));
            screen.waiting(hostile);
            String printed = written.toString(StandardCharsets.UTF_8);

            assertThat(printed.replaceAll("\r?\u001b\\[(0m|1m|2m|31m|32m|33m|2K)", ""))
                    .doesNotContainPattern(
                            "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");
            if (!isTerminal) {
                assertThat(printed).doesNotContain("\u001b");
            }
        }
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void jsonStaysTheSame(String hostile) throws JsonProcessingException {
        String json = JsonNodeFactory.instance.objectNode().put("cell", hostile).toPrettyString();

        assertThat(new ObjectMapper().readTree(PrintableText.of(json)).path("cell").asText())
                .isEqualTo(hostile);
    }

    @Test
    void whatIsPlainStaysAsItIs() {
        assertThat(HOSTILE)
                .hasSizeGreaterThan(20)
                .noneMatch(text -> text.equals(PrintableText.of(text)));
        String plain = "매출 1,234원\n\t└─ ✓ 👩‍👩‍👧 naïve \\u0041";

        assertThat(PrintableText.of(plain)).isEqualTo(plain);
        assertThat(PrintableText.coloured(plain)).isEqualTo(plain);
        assertThat(PrintableText.of("a\r\nb")).isEqualTo("a\nb");
    }
}
