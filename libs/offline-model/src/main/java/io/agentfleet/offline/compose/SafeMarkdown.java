package io.agentfleet.offline.compose;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of users, cells and documents on its way into Markdown: it is shown as it is, and marks
 * nothing up. No HTML, no link, no picture comes of it, no row gets a cell more, and no letter that
 * moves a cursor or turns the direction of reading stays in it. Pure.
 */
final class SafeMarkdown {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u0085\\u00a0\\u2028\\u2029]+");
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\p{Cc}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff&&[^\\n]]");
    private static final Pattern MARKS = Pattern.compile("[\\\\`*\\[\\]<]|&(?=[#\\w]+;)");

    /** What makes a line a heading, a list, a quote, a rule or a fence. */
    private static final Pattern LINE_MARK = Pattern.compile("^(?:[-#+>=~_]|(\\d+)(?=[.)]))");

    /** What begins HTML, a link or an entity, escaped already or not. */
    private static final Pattern OPENING = Pattern.compile("\\\\*([\\[\\]<]|&(?=[#\\w]+;))");

    private static final Pattern FILE =
            Pattern.compile("[\\p{L}\\p{N}_.-]+(?:/[\\p{L}\\p{N}_.-]+)*");
    private static final Pattern TICKS = Pattern.compile("`+");

    private SafeMarkdown() {}

    /** Within a line. */
    static String text(String given) {
        return MARKS.matcher(plain(given)).replaceAll("\\\\$0");
    }

    /** At the beginning of a line. */
    static String line(String given) {
        Matcher mark = LINE_MARK.matcher(text(given));
        return mark.replaceFirst(found ->
                Matcher.quoteReplacement(
                        found.group(1) == null ? "\\" + found.group() : found.group(1) + "\\"));
    }

    /** In a table. */
    static String cell(String given) {
        return text(given).replace("|", "\\|");
    }

    /** As code. */
    static String code(String given) {
        String plain = plain(given);
        String fence = fence(plain, 1);
        boolean touches = plain.isEmpty() || plain.startsWith("`") || plain.endsWith("`");
        return touches ? fence + " " + plain + " " + fence : fence + plain + fence;
    }

    /** As lines of code. */
    static String block(String language, String given) {
        String plain = UNSEEN.matcher(given.replace("\r\n", "\n")).replaceAll(" ");
        String fence = fence(plain, 3);
        return fence + language + "\n" + plain + "\n" + fence;
    }

    /** A picture from a file beside the text; a name that leads elsewhere is only told. */
    static String picture(String title, String file) {
        return FILE.matcher(file).matches() ? "![" + text(title) + "](" + file + ")" : code(file);
    }

    /** Markdown of another agent as a quote: its marks stay, without HTML, links and pictures. */
    static String quote(String markdown) {
        String plain = UNSEEN.matcher(markdown.replace("\r\n", "\n")).replaceAll(" ");
        String dead = OPENING.matcher(plain).replaceAll("\\\\$1");
        return dead.lines().map(text -> "> " + text).collect(Collectors.joining("\n"));
    }

    private static String plain(String given) {
        return UNSEEN.matcher(SPACE.matcher(given).replaceAll(" ")).replaceAll("").strip();
    }

    private static String fence(String within, int least) {
        int longest =
                TICKS.matcher(within)
                        .results()
                        .map(MatchResult::group)
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        return "`".repeat(Math.max(least, longest + 1));
    }
}
