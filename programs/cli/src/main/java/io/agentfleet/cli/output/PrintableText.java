package io.agentfleet.cli.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that a terminal only shows. A letter that would move its cursor, give it a name, hide a link
 * or turn the direction of reading, whoever wrote it into a cell, a document or a log, is shown by
 * its number, as JSON writes it, so that JSON stays what it was. Pure.
 */
final class PrintableText {

    private static final Pattern OWN_COLOUR = Pattern.compile("\\u001b\\[(?:0|1|2|31|32|33)m");

    private static final Pattern UNPRINTABLE =
            Pattern.compile(
                    "[\\p{Cc}\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

    private PrintableText() {}

    /** Without any colour. */
    static String of(String text) {
        return UNPRINTABLE
                .matcher(text.replace("\r\n", "\n"))
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                "\\u%04x".formatted((int) found.group().charAt(0))));
    }

    /** With the colours that {@link Terminal} gives; they end with the text. */
    static String coloured(String text) {
        StringBuilder shown = new StringBuilder();
        Matcher colour = OWN_COLOUR.matcher(text);
        int from = 0;
        while (colour.find()) {
            shown.append(of(text.substring(from, colour.start()))).append(colour.group());
            from = colour.end();
        }
        shown.append(of(text.substring(from)));
        return from == 0 ? shown.toString() : shown.append("\u001b[0m").toString();
    }
}
