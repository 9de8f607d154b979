package io.agentfleet.executor.files;

import java.util.regex.Pattern;

/**
 * Comma- or tab-separated text in which a spreadsheet finds no formula: a cell that would be one
 * begins with an apostrophe instead. Numbers stay numbers. Pure.
 */
final class SpreadsheetText {

    private static final String DELIMITERS = ",;\t\n\r";

    /** Also as wide letters, which spreadsheets of East Asia take for the same. */
    private static final Pattern FORMULA =
            Pattern.compile("(?s)^(?:[\\t\\r\\n]|[\\s\\p{Z}\\p{Cc}\\ufeff]*[=+\\-@＝＋－＠]).*");

    private static final Pattern NUMBER =
            Pattern.compile(
                    "\\s*[-+]?\\s?[₩$€£¥]?\\s?[.,]?\\d[\\d.,]*(?:[eE][-+]?\\d+)?\\s?%?\\s*|\\s*[-–]\\s*");

    private final String text;
    private final StringBuilder safe = new StringBuilder();
    private int at;

    private SpreadsheetText(String text) {
        this.text = text;
    }

    /** The same text without formulas. */
    static String of(String text) {
        SpreadsheetText cells = new SpreadsheetText(text);
        if (text.startsWith("\ufeff")) {
            cells.safe.append('\ufeff');
            cells.at = 1;
        }
        while (cells.at < text.length()) {
            cells.cell();
        }
        return cells.safe.toString();
    }

    private void cell() {
        boolean quoted = text.charAt(at) == '"';
        int start = quoted ? at + 1 : at;
        int end = quoted ? closingQuote(start) : start;
        int next = delimiter(end);
        String content =
                text.substring(start, end) + text.substring(end, next).replaceFirst("^\"", "");
        safe.append(quoted ? "\"" : "").append(isFormula(content) ? "'" : "");
        safe.append(text, start, Math.min(next + 1, text.length()));
        at = next + 1;
    }

    private static boolean isFormula(String cell) {
        return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches();
    }

    /** Where the cell's quote ends: two in a row are one of the content. */
    private int closingQuote(int start) {
        int end = start;
        while (end < text.length()) {
            if (text.charAt(end) == '"') {
                if (end + 1 == text.length() || text.charAt(end + 1) != '"') {
                    return end;
                }
                end++;
            }
            end++;
        }
        return text.length();
    }

    private int delimiter(int start) {
        int end = start;
        while (end < text.length() && DELIMITERS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
