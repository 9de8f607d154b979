package io.agentfleet.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A Markdown report as text for a terminal: the same words on the same lines, tables aligned, marks
 * taken away.
 */
public final class MarkdownText {

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .build();

    private final Terminal screen;
    private final List<String> lines = new ArrayList<>();
    private String first = "";
    private String rest = "";
    private int nextLine;

    private MarkdownText(Terminal screen) {
        this.screen = screen;
    }

    /** The report, line by line. */
    public static List<String> lines(String markdown, Terminal screen) {
        MarkdownText text = new MarkdownText(screen);
        text.blocks(PARSER.parse(markdown));
        return text.lines;
    }

    private void blocks(Node parent) {
        for (Node node : children(parent)) {
            switch (node) {
                case Heading heading -> write(heading, screen.bold(inline(heading, false)));
                case Paragraph paragraph -> write(paragraph, inline(paragraph, true));
                case FencedCodeBlock code -> write(code, code(code.getLiteral()));
                case IndentedCodeBlock code -> write(code, code(code.getLiteral()));
                case HtmlBlock html -> write(html, html.getLiteral());
                case ThematicBreak rule -> write(rule, String.valueOf(rule.getLiteral()));
                case TableBlock table -> write(table, table(table));
                case BlockQuote quote -> marked(quote, "│ ", "│ ");
                case ListItem item -> marked(item, marker(item), " ".repeat(marker(item).length()));
                default -> blocks(node);
            }
        }
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            children.add(node);
        }
        return children;
    }

    private void write(Block block, String text) {
        emptyLineBefore(block);
        text.lines()
                .forEach(line -> {
                    lines.add(first + line);
                    first = rest;
                });
        nextLine = block.getSourceSpans().getLast().getLineIndex() + 1;
    }

    /** Blocks stand apart where they do so in the report. */
    private void emptyLineBefore(Block block) {
        List<SourceSpan> spans = block.getSourceSpans();
        int start = spans.isEmpty() ? nextLine : spans.getFirst().getLineIndex();
        if (nextLine < start) {
            lines.add(rest.stripTrailing());
        }
        nextLine = start;
    }

    /** What is in the block, with a mark before its first line and room before the others. */
    private void marked(Block block, String mark, String room) {
        emptyLineBefore(block);
        String outer = rest;
        first += mark;
        rest += room;
        blocks(block);
        first = outer;
        rest = outer;
    }

    private static String marker(ListItem item) {
        if (!(item.getParent() instanceof OrderedList list)) {
            return "• ";
        }
        int start = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
        return "%d%s ".formatted(start + children(list).indexOf(item), list.getMarkerDelimiter());
    }

    private String code(String text) {
        return text.lines()
                .map(line -> "    " + screen.dim(line) + "\n")
                .reduce("", String::concat);
    }

    private String table(TableBlock block) {
        List<List<String>> rows =
                children(block).stream()
                        .flatMap(part -> children(part).stream())
                        .filter(TableRow.class::isInstance)
                        .map(row -> children(row).stream().map(c -> inline(c, false)).toList())
                        .toList();
        TextTable table = new TextTable(rows.getFirst());
        rows.stream().skip(1).forEach(table::add);
        List<String> drawn = new ArrayList<>(table.lines());
        drawn.set(0, screen.bold(drawn.getFirst()));
        return "  " + String.join("\n  ", drawn);
    }

    private String inline(Node parent, boolean painted) {
        StringBuilder text = new StringBuilder();
        for (Node node : children(parent)) {
            text.append(
                    switch (node) {
                        case Text words -> words.getLiteral();
                        case Code code -> code.getLiteral();
                        case HtmlInline html -> html.getLiteral();
                        case SoftLineBreak _, HardLineBreak _ -> "\n";
                        case Image image ->
                                "[%s: %s]".formatted(inline(image, false), image.getDestination());
                        case Link link -> link(inline(link, painted), link.getDestination());
                        case StrongEmphasis strong when painted ->
                                screen.bold(inline(strong, false));
                        case Emphasis weak ->
                                weak.getOpeningDelimiter()
                                        + inline(weak, painted)
                                        + weak.getClosingDelimiter();
                        default -> inline(node, painted);
                    });
        }
        return text.toString();
    }

    private static String link(String text, String destination) {
        return text.equals(destination) ? text : "%s (%s)".formatted(text, destination);
    }
}
