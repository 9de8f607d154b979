package io.agentfleet.executor.files;

import io.agentfleet.executor.sandbox.Arguments;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Content of a file as a program may open it that a person starts: a spreadsheet computes nothing
 * of it, a browser runs and loads nothing of it. Pure.
 */
final class SafeContent {

    private static final String POLICY =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                    + " img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">";

    /**
     * Only a first one counts for a browser, and only before everything but blanks and comments.
     */
    private static final Pattern DOCTYPE =
            Pattern.compile("(?i)^\\ufeff?[ \\t\\n\\f\\r]*<!doctype[^>]*>");

    private SafeContent() {}

    /** What is written under that name; the kinds that a browser runs as they are cannot be. */
    static String of(String name, String content) {
        return switch (kind(name)) {
            case "csv", "tsv", "tab" -> SpreadsheetText.of(content);
            case "html", "htm" -> html(content);
            case "svg", "svgz", "xml", "xsl", "xslt", "xhtml", "xht", "mht", "mhtml", "hta" ->
                    throw Arguments.invalid(
                            "'%s' would run in a browser: write html, md, txt, csv or json, and draw with render_chart"
                                    .formatted(name));
            default -> content;
        };
    }

    /** What stands after the last dot of the file's name; of a path that is none, nothing. */
    private static String kind(String path) {
        try {
            String file = String.valueOf(Path.of(path.strip()).normalize().getFileName());
            return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        } catch (InvalidPathException refusedLater) {
            return "";
        }
    }

    private static String html(String content) {
        Matcher doctype = DOCTYPE.matcher(content);
        int start = doctype.find() ? doctype.end() : 0;
        return content.substring(0, start) + POLICY + content.substring(start);
    }
}
