package io.agentfleet.cli.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was probably meant by a mistyped name. */
final class ClosestName {

    private static final int MOST_TYPOS = 2;

    private ClosestName() {}

    /** The name that differs in the fewest characters; empty if all differ in more than two. */
    static Optional<String> of(String typed, List<String> names) {
        return names.stream()
                .filter(name -> typos(typed, name) <= MOST_TYPOS)
                .min(Comparator.comparingInt(name -> typos(typed, name)));
    }

    /** Levenshtein's distance. */
    private static int typos(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int same = corner + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
