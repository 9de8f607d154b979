package io.agentfleet.offline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever stands in cells and documents, a report has the marks that it was composed with. */
class SafeReportTest {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private static final List<String> HOSTILE =
            List.of(
                    "<script>alert(1)</script>",
                    "<img src=x onerror=alert(1)>",
                    "</td></tr></table><h1>x",
                    "<!-- ",
                    "<javascript:alert(1)>",
                    "<https://evil.example>",
                    "[클릭](javascript:alert(1))",
                    "[x](JaVaScRiPt:alert(1))",
                    "[x](data:text/html;base64,PHNjcmlwdD4=)",
                    "[x](vbscript:msgbox)",
                    "![매출](https://evil.example/leak.png?q=1)",
                    "[x]: javascript:alert(1)",
                    "\\[x\\](javascript:alert(1))",
                    "\\\\[x](javascript:alert(1))",
                    "[x\\](javascript:alert(1))",
                    "&#91;x&#93;(javascript:alert(1)) &lt;b&gt; &#x202e;",
                    "a | b | c",
                    "a \\| b",
                    "a \\\\| b\\",
                    "|---|---|",
                    "두 줄\n# 제목\n\n| a | b |\n|---|---|",
                    "x\r\n\r\n## y",
                    "x\u2028# y\u0085# z",
                    "# 제목",
                    "- item",
                    "1. item",
                    "> quote",
                    "===",
                    "---",
                    "___",
                    "``` \n# x",
                    "`code` and ``more`` ```",
                    "~~~\nx",
                    "    indented",
                    "**bold** *weak* __x__",
                    "\u202e매출\u2066 a\u200fb",
                    "\u001b[31m\u0007\u0000\u009b2J",
                    "=cmd|'/c calc'!A1",
                    "-5",
                    "");

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void nothingInItMarksAnythingUp(String hostile) {
        check(hostile);
    }

    @Test
    void norDoesAnyMixture() {
        Random random = new Random(14);
        for (int i = 0; i < 3_000; i++) {
            String mixture =
                    random.ints(random.nextInt(1, 6), 0, HOSTILE.size())
                            .mapToObj(HOSTILE::get)
                            .map(part -> part.substring(random.nextInt(part.length() + 1)))
                            .collect(Collectors.joining());
            check(mixture);
        }
    }

    private static void check(String hostile) {
        String report = report(hostile);
        List<Node> nodes = new ArrayList<>();
        collect(PARSER.parse(report), nodes);

        assertThat(nodes).as(report).noneMatch(HtmlBlock.class::isInstance);
        assertThat(nodes).as(report).noneMatch(HtmlInline.class::isInstance);
        assertThat(nodes).as(report).noneMatch(Link.class::isInstance);
        assertThat(nodes)
                .as(report)
                .filteredOn(Image.class::isInstance)
                .extracting(node -> ((Image) node).getDestination())
                .containsExactly("chart.png");
        List<Node> composed = nodes.stream().filter(node -> !isQuoted(node)).toList();
        assertThat(composed).as(report).filteredOn(TableBlock.class::isInstance).hasSize(2);
        assertThat(composed)
                .as(report)
                .filteredOn(TableRow.class::isInstance)
                .hasSize(4)
                .allSatisfy(row -> assertThat(children(row)).hasSize(2));
        assertThat(composed).as(report).filteredOn(Heading.class::isInstance).hasSize(8);
        assertThat(report)
                .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]");
    }

    @Test
    void aCellIsShownAsItIs() {
        for (String cell : List.of("<b>A & B</b>", "a|b", "[x](y)", "한*글*", "`c`", "\\", "-5")) {
            String row = "| " + SafeMarkdown.cell(cell) + " |\n|---|";
            List<Node> nodes = new ArrayList<>();
            collect(PARSER.parse(row), nodes);
            assertThat(
                            nodes.stream()
                                    .filter(Text.class::isInstance)
                                    .map(node -> ((Text) node).getLiteral())
                                    .collect(Collectors.joining()))
                    .isEqualTo(cell);
        }
    }

    @Test
    void whatNeedsNoMarkStaysAsItIs() {
        for (String plain :
                List.of("매출 1,234원 (2026-11-01)", "order_id > 5", "A & B", "-5", "50%", "a.b#c")) {
            assertThat(SafeMarkdown.cell(plain)).isEqualTo(plain);
        }
        assertThat(HtmlRenderer.builder().build().render(PARSER.parse(SafeMarkdown.line("1. x"))))
                .isEqualTo("<p>1. x</p>\n");
    }

    private static String report(String hostile) {
        ObjectNode analysis =
                Json.object()
                        .put("kind", "analysis")
                        .put("answer", hostile + "!")
                        .put("understood", hostile)
                        .put("chart", "chart.png");
        analysis.putArray("figures").addObject().put("label", hostile).put("value", hostile);
        analysis.putObject("table").set("columns", Json.strings(List.of(hostile, "b")));
        ArrayNode rows = ((ObjectNode) analysis.path("table")).putArray("rows");
        rows.addArray().add(hostile).add(-5);
        analysis.set("sources", Json.strings(List.of(hostile)));
        analysis.set("sql", Json.strings(List.of("SELECT '" + hostile)));
        analysis.set("notes", Json.strings(List.of(hostile)));
        ObjectNode search = Json.object().put("kind", "passages").put("answer", hostile + "!");
        search.putArray("passages")
                .addObject()
                .put("document", hostile)
                .put("location", hostile)
                .put("quote", hostile);
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("analysis", analysis.toString());
        outputs.put("search", search.toString());
        outputs.put("other", "x" + hostile);
        return Report.compose("q " + hostile, outputs, List.of(), false)
                + "\n"
                + Report.remark(hostile);
    }

    private static boolean isQuoted(Node node) {
        return node.getParent() != null
                && (node.getParent() instanceof BlockQuote || isQuoted(node.getParent()));
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            children.add(node);
        }
        return children;
    }

    private static void collect(Node node, List<Node> into) {
        into.add(node);
        children(node).forEach(child -> collect(child, into));
    }
}
