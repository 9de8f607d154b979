package io.agentfleet.modelserver.protocol;

import java.util.ArrayList;
import java.util.List;

/** Splits a text as a model writes it: some words at a time, a few hundred pieces at most. */
public final class Deltas {

    private static final int SMALLEST = 8;
    private static final int MOST = 200;

    private Deltas() {}

    /** The pieces; none if the text is empty. */
    public static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int size = Math.max(SMALLEST, text.length() / MOST + 1);
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + size);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return List.copyOf(pieces);
    }
}
