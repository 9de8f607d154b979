package io.agentfleet.offline.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that is read piece by piece: parts that were understood are replaced by blanks, so that
 * nothing is read twice. Positions do not change. Not thread-safe.
 */
public final class Reading {
    private final String text;
    private final StringBuilder rest;

    /** Reads {@code text}, which should be {@linkplain Words#normalise normalised}. */
    public Reading(String text) {
        this.text = text;
        this.rest = new StringBuilder(text);
    }

    public String text() {
        return text;
    }

    /** The text with everything taken replaced by blanks. */
    public String rest() {
        return rest.toString();
    }

    /** Takes the first match. */
    public Optional<MatchResult> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(rest);
        if (!matcher.find()) {
            return Optional.empty();
        }
        MatchResult found = matcher.toMatchResult();
        blank(found.start(), found.end());
        return Optional.of(found);
    }

    /** Takes all matches. */
    public List<MatchResult> takeAll(Pattern pattern) {
        List<MatchResult> all = new ArrayList<>();
        for (var next = take(pattern); next.isPresent(); next = take(pattern)) {
            all.add(next.get());
        }
        return List.copyOf(all);
    }

    /** Whether the pattern occurs in the rest; takes nothing. */
    public boolean has(Pattern pattern) {
        return pattern.matcher(rest).find();
    }

    /** Blanks a span of the text. */
    public void blank(int start, int end) {
        for (int i = start; i < end; i++) {
            rest.setCharAt(i, ' ');
        }
    }
}
