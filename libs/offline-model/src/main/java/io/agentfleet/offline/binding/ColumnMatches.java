package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import io.agentfleet.offline.tables.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the column that a term most likely means. */
final class ColumnMatches {

    /** A column and how well it fits. */
    record Match(ColumnRef ref, double score) {}

    private static final Set<String> BARE_NAMES = Set.of("name", "title", "이름", "명칭", "성명", "명");
    private static final List<String> MAIN_DATES = List.of("orderdate", "date", "hiredate");

    private ColumnMatches() {}

    /** The best column among those wanted; empty if none fits. */
    static Optional<Match> best(Term term, Source source, Predicate<ColumnRef> wanted) {
        return source.columns().stream()
                .filter(wanted)
                .map(ref -> new Match(ref, score(term, ref)))
                .filter(match -> match.score() >= NameMatch.ENOUGH - 0.05)
                .max(Comparator.comparingDouble(Match::score));
    }

    /**
     * How well a term matches a column: a key counts less than a name; one with a bare name, such
     * as {@code name}, also matches the name of its table.
     */
    static double score(Term term, ColumnRef ref) {
        double own = NameMatch.score(term, ref.name());
        if (ref.role() == ColumnRole.ID) {
            return own - 0.1;
        }
        boolean bare = BARE_NAMES.contains(Words.normalise(ref.name()));
        return bare && NameMatch.fits(term, ref.table().name()) ? Math.max(own, 0.82) : own;
    }

    /**
     * The date column that the question means: the one that it names, otherwise the most likely
     * one.
     */
    static Optional<ColumnRef> date(Intent intent, Source source) {
        return source.columns(ColumnRole.DATE).stream()
                .map(ref -> new Match(ref, named(intent, ref) + usual(ref)))
                .max(Comparator.comparingDouble(Match::score))
                .map(Match::ref);
    }

    private static double named(Intent intent, ColumnRef ref) {
        return intent.terms().stream()
                .mapToDouble(term -> NameMatch.score(term, ref.name()))
                .filter(score -> score >= NameMatch.ENOUGH)
                .max()
                .orElse(0);
    }

    private static double usual(ColumnRef ref) {
        for (int i = 0; i < MAIN_DATES.size(); i++) {
            if (ref.column().means(MAIN_DATES.get(i))) {
                return 0.03 - 0.01 * i;
            }
        }
        return 0;
    }
}
