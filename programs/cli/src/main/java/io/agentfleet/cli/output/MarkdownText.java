package io.agentfleet.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown report as text for a terminal: the same words, tables aligned, marks taken away. */
public final class MarkdownText {

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern IMAGE = Pattern.compile("!\\[([^]]*)]\\(([^)]+)\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(([^)]+)\\)");
    private static final Pattern RULE = Pattern.compile("\\|?[\\s:|-]+\\|[\\s:|-]*");

    private final Terminal screen;
    private final List<String> lines = new ArrayList<>();
    private final List<List<String>> table = new ArrayList<>();
    private boolean inCode;

    private MarkdownText(Terminal screen) {
        this.screen = screen;
    }

    /** The report, line by line. */
    public static List<String> lines(String markdown, Terminal screen) {
        MarkdownText text = new MarkdownText(screen);
        markdown.lines().forEach(text::take);
        text.endTable();
        return text.lines;
    }

    private void take(String line) {
        String stripped = line.strip();
        if (stripped.startsWith("```")) {
            endTable();
            inCode = !inCode;
        } else if (inCode) {
            lines.add("    " + screen.dim(line));
        } else if (stripped.startsWith("|")) {
            takeRow(stripped);
        } else {
            endTable();
            lines.add(plain(line));
        }
    }

    private void takeRow(String row) {
        if (RULE.matcher(row).matches()) {
            return;
        }
        String inner =
                row.substring(
                        1, row.endsWith("|") && row.length() > 1 ? row.length() - 1 : row.length());
        table.add(
                Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                        .map(cell -> inline(cell.strip(), false).replace("\\|", "|"))
                        .toList());
    }

    private void endTable() {
        if (table.isEmpty()) {
            return;
        }
        TextTable text = new TextTable(table.getFirst());
        table.stream().skip(1).forEach(text::add);
        List<String> drawn = text.lines();
        lines.add("  " + screen.bold(drawn.getFirst()));
        drawn.stream().skip(1).forEach(row -> lines.add("  " + row));
        table.clear();
    }

    private String plain(String line) {
        Matcher heading = HEADING.matcher(line.strip());
        if (heading.matches()) {
            return screen.bold(inline(heading.group(1), false));
        }
        String stripped = line.stripLeading();
        String indent = line.substring(0, line.length() - stripped.length());
        if (stripped.startsWith("* ") || stripped.startsWith("- ")) {
            return indent + "• " + inline(stripped.substring(2), true);
        }
        if (stripped.startsWith(">")) {
            return indent + "│ " + inline(stripped.substring(1).strip(), true);
        }
        return indent + inline(stripped, true);
    }

    private String inline(String text, boolean painted) {
        String images = IMAGE.matcher(text).replaceAll("[$1: $2]");
        String links = LINK.matcher(images).replaceAll("$1 ($2)");
        Matcher strong = Pattern.compile("\\*\\*(.+?)\\*\\*").matcher(links);
        String bold =
                strong.replaceAll(match ->
                        Matcher.quoteReplacement(
                                painted ? screen.bold(match.group(1)) : match.group(1)));
        return bold.replaceAll("`([^`]+)`", "$1");
    }
}
