package io.agentfleet.cli.output;

/**
 * How much room text takes on a terminal: Korean, Chinese and Japanese letters take two columns.
 */
final class DisplayWidth {

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
            return 0;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        boolean wide =
                switch (script) {
                    case HAN, HANGUL, HIRAGANA, KATAKANA -> true;
                    default -> codePoint >= 0x1F300 || (codePoint >= 0xFF01 && codePoint <= 0xFF60);
                };
        return wide ? 2 : 1;
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    static String paddedLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /** On one line, at most this wide, with an ellipsis if something is missing. */
    static String shorten(String text, int width) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (of(line) <= width) {
            return line;
        }
        StringBuilder stored = new StringBuilder();
        int used = 1;
        for (int codePoint : line.codePoints().toArray()) {
            used += of(codePoint);
            if (used > width) {
                break;
            }
            stored.appendCodePoint(codePoint);
        }
        return stored.toString().stripTrailing() + "…";
    }
}
