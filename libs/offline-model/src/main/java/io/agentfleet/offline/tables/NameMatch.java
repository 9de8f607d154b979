package io.agentfleet.offline.tables;

import io.agentfleet.offline.language.Lexicon;
import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.question.Term;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How well a word of the question matches a name in the data: 0 not at all, 1 exactly. */
public final class NameMatch {

    /** The lowest score that counts as a match. */
    public static final double ENOUGH = 0.5;

    private static final double MEANING = 0.55;
    private static final Pattern JOINTS = Pattern.compile("[_'-]");

    private NameMatch() {}

    /** How well a term matches the name of a column or table. */
    public static double score(Term term, String name) {
        List<String> pieces = Words.ofName(name);
        String joined = String.join("", pieces);
        double best = 0;
        double malus = 0;
        for (String form : term.forms()) {
            best =
                    Math.max(
                            best,
                            spelled(JOINTS.matcher(form).replaceAll(""), pieces, joined) - malus);
            malus += 0.01;
        }
        if (term.is(Term.Mark.WEAK) && best <= 0.9) {
            best = 0;
        }
        boolean alike = !Collections.disjoint(meaning(term), Lexicon.DEFAULT.conceptsOfName(name));
        return alike ? Math.max(best, MEANING) + (best >= ENOUGH ? 0.1 : 0) : best;
    }

    public static boolean fits(Term term, String name) {
        return score(term, name) >= ENOUGH;
    }

    /** The concepts of a term. */
    public static Set<String> meaning(Term term) {
        return Lexicon.DEFAULT.conceptsOf(term.forms());
    }

    private static double spelled(String form, List<String> pieces, String joined) {
        if (form.equals(joined)) {
            return 1;
        }
        if (pieces.contains(form)) {
            return form.equals(pieces.getLast()) ? 0.85 : 0.8;
        }
        if (Words.isHangul(form)) {
            return inside(form, joined, 2);
        }
        if (pieces.stream().anyMatch(piece -> begins(form, piece) || begins(piece, form))) {
            return 0.65;
        }
        return form.length() >= 5 && pieces.stream().anyMatch(piece -> isNear(form, piece))
                ? 0.6
                : 0;
    }

    private static double inside(String form, String joined, int least) {
        if (form.length() >= least && joined.contains(form)) {
            return 0.75;
        }
        return joined.length() >= least && Words.isHangul(joined) && form.contains(joined)
                ? 0.7
                : 0;
    }

    private static boolean begins(String shorter, String longer) {
        return shorter.length() >= 4 && longer.startsWith(shorter);
    }

    /** Whether the texts differ in one letter: added, missing or changed. */
    private static boolean isNear(String one, String two) {
        if (Math.abs(one.length() - two.length()) > 1) {
            return false;
        }
        int front = 0;
        while (front < Math.min(one.length(), two.length())
                && one.charAt(front) == two.charAt(front)) {
            front++;
        }
        String a = one.substring(front);
        String b = two.substring(front);
        return a.length() == b.length()
                ? a.isEmpty() || a.substring(1).equals(b.substring(1))
                : a.length() > b.length() ? a.substring(1).equals(b) : b.substring(1).equals(a);
    }
}
