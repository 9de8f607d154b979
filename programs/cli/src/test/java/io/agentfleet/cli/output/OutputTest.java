package io.agentfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final Terminal plain = new Terminal(stream, stream, false);

    @Test
    void aReportReadsAsText() {
        List<String> lines =
                MarkdownText.lines(
                        """
                        # 최근 일주일 매출
                        총 매출은 **1,234**원입니다.

                        | 제품 | 매출 |
                        |---|---:|
                        | 사과 | 1,000 |
                        | apple pie | 234 |

                        ![매출](chart.png)
                        - `orders.csv`
                        ```sql
                        SELECT 1 | 2
                        ```
                        """,
                        plain);
        assertThat(lines)
                .containsExactly(
                        "최근 일주일 매출",
                        "총 매출은 1,234원입니다.",
                        "",
                        "  제품        매출",
                        "  사과       1,000",
                        "  apple pie    234",
                        "",
                        "[매출: chart.png]",
                        "• orders.csv",
                        "    SELECT 1 | 2");
    }

    @Test
    void listsQuotesAndLinksKeepTheirWordsAndLines() {
        List<String> lines =
                MarkdownText.lines(
                        """
                        First line
                        second, **bold** and 3*4*5.
                        1. one [orders](orders.csv)
                        2. two
                           - nested
                             more

                        > quoted
                        > twice

                        ---
                        | a\\|b | n |
                        |---|--:|
                        | `x` | ₩7 |

                        last <https://a.test/b>
                        """,
                        plain);
        assertThat(lines)
                .containsExactly(
                        "First line",
                        "second, bold and 3*4*5.",
                        "1. one orders (orders.csv)",
                        "2. two",
                        "   • nested",
                        "     more",
                        "",
                        "│ quoted",
                        "│ twice",
                        "",
                        "---",
                        "  a|b   n",
                        "  x    ₩7",
                        "",
                        "last https://a.test/b");
    }

    @Test
    void longTextIsShortenedByTheColumnsItTakes() {
        assertThat(DisplayWidth.shorten("매출을  분석해줘", 8)).isEqualTo("매출을…");
        assertThat(DisplayWidth.shorten("short\n text", 20)).isEqualTo("short text");
    }

    @Test
    void noColoursAndNoMovingLineWithoutATerminal() {
        plain.waiting("for kafka");
        plain.line(plain.bold("ready"));
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("ready\n");
    }

    @Test
    void aTaskIsPrintedLineByLine() {
        TaskProgressText screen = new TaskProgressText(plain, true);
        Instant at = Instant.parse("2026-11-21T00:00:00Z");
        screen.show(
                new TaskEvent.Planned(
                        at,
                        List.of(
                                new TaskEvent.PlannedNode("search", "search", "p", List.of()),
                                new TaskEvent.PlannedNode(
                                        "report", "writer", "p", List.of("search")))));
        screen.show(step(at, "tool_call", "{\"query\":\"refunds\"}", ""));
        screen.show(step(at, "tool_result", "{\"hits\":[]}", "succeeded"));
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .anySatisfy(line -> assertThat(line).contains("└─ report (writer)  after search"))
                .anySatisfy(line -> assertThat(line).contains("search_documents", "✓", "7 ms"))
                .anySatisfy(line -> assertThat(line).contains("{\"query\":\"refunds\"}"))
                .anySatisfy(line -> assertThat(line).contains("→ {\"hits\":[]}"));
    }

    @Test
    void theReasonStandsBelowAProcessThatIsNotReady() {
        List<String> lines =
                StatusTable.lines(
                        List.of(
                                new StatusTable.Row(
                                        "agent-search",
                                        "agent-search",
                                        1,
                                        ProcessPhase.NOT_READY,
                                        "redis is down",
                                        42,
                                        8081,
                                        1.5,
                                        90L << 20,
                                        2)),
                        plain);
        assertThat(lines.get(1))
                .contains("agent-search", "not ready", "42", "8081", "1.5 s", "90 MiB");
        assertThat(lines.get(2)).contains("redis is down");
    }

    private static TaskEvent.Stepped step(Instant at, String kind, String content, String status) {
        return new TaskEvent.Stepped(
                at,
                "search",
                "search",
                1,
                1,
                kind,
                content,
                "search_documents",
                status,
                0,
                7,
                null);
    }
}
