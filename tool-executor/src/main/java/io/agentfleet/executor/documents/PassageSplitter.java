package io.agentfleet.executor.documents;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into passages: at headings, and between paragraphs where a passage would become too
 * long to quote. Headings are lines that start with {@code #}.
 */
final class PassageSplitter {

    private static final int AIM = 200;
    private static final int LONGEST = 1_200;

    private final String page;
    private final List<Passage> passages = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private String heading = "";
    private int first;
    private int last;

    private PassageSplitter(String page) {
        this.page = page;
    }

    /** Passages that are located by their lines. */
    static List<Passage> byLines(String text) {
        return new PassageSplitter("").split(text);
    }

    /** Passages of one page. */
    static List<Passage> ofPage(int number, String text) {
        return new PassageSplitter("page " + number).split(text);
    }

    private List<Passage> split(String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            take(number, line.strip());
        }
        flush();
        return passages;
    }

    private void take(int number, String line) {
        if (line.matches("#{1,6} .*")) {
            flush();
            heading = line.replaceFirst("#+ ", "").replaceFirst("\\s*#+$", "").strip();
            return;
        }
        if (line.isEmpty()) {
            if (current.length() >= AIM) {
                flush();
            } else if (!current.isEmpty()) {
                current.append("\n");
            }
            return;
        }
        for (String part : parts(line)) {
            if (current.length() + part.length() > LONGEST) {
                flush();
            }
            if (current.isEmpty()) {
                first = number;
            }
            current.append(part).append("\n");
            last = number;
        }
    }

    /** A line that is too long is cut after sentences, or where it must be. */
    private static List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > LONGEST) {
            int end =
                    Math.max(
                            rest.lastIndexOf(". ", LONGEST - 2),
                            rest.lastIndexOf("? ", LONGEST - 2));
            int cut = end > 0 ? end + 1 : LONGEST;
            parts.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        parts.add(rest);
        return parts;
    }

    private void flush() {
        String text = current.toString().strip().replaceAll("\n{2,}", "\n");
        current.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        String place = page.isEmpty() ? lines() : page;
        passages.add(
                new Passage(heading, heading.isEmpty() ? place : place + ", " + heading, text));
    }

    private String lines() {
        return first == last ? "line " + first : "lines %d-%d".formatted(first, last);
    }
}
