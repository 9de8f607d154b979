package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.question.Term.Mark;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import io.agentfleet.offline.tables.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the columns that a question wants its figures grouped by. */
final class GroupFinder {
    private static final int MOST_GROUPS = 2;

    private final Intent intent;
    private final Source source;
    private final Set<Term> claimed;
    private final List<ColumnRef> groups = new ArrayList<>();

    /**
     * @param claimed terms that already have a meaning; terms that name a group are added
     */
    GroupFinder(Intent intent, Source source, Set<Term> claimed) {
        this.intent = intent;
        this.source = source;
        this.claimed = claimed;
    }

    /** The columns named by terms that are marked as grouped or asked for. */
    List<ColumnRef> named() {
        for (Mark mark : List.of(Mark.GROUPED, Mark.ASKED)) {
            if (groups.isEmpty()) {
                phrases(mark).forEach(this::addBest);
            }
        }
        return groups();
    }

    /** The named columns; if there are none, the column that is only mentioned. */
    List<ColumnRef> namedOrMentioned() {
        if (named().isEmpty()) {
            intent.contentTerms().stream()
                    .filter(term -> !claimed.contains(term) && !term.is(Mark.COUNTED))
                    .filter(this::isMention)
                    .max(Comparator.comparingDouble(t -> best(List.of(t)).orElseThrow().score()))
                    .ifPresent(term -> addBest(List.of(term)));
        }
        return groups();
    }

    /**
     * A key that is mentioned only by its meaning does not count: "판매" does not ask for sale_id.
     */
    private boolean isMention(Term term) {
        return best(List.of(term))
                .filter(m -> m.ref().role() != ColumnRole.ID || m.score() >= 0.65)
                .isPresent();
    }

    private List<ColumnRef> groups() {
        return List.copyOf(groups.subList(0, Math.min(MOST_GROUPS, groups.size())));
    }

    /** Adjacent English words form one phrase: "product category". */
    private List<List<Term>> phrases(Mark mark) {
        List<List<Term>> phrases = new ArrayList<>();
        Term previous = null;
        for (Term term : intent.terms(mark)) {
            if (claimed.contains(term)) {
                continue;
            }
            if (previous != null
                    && term.start() == previous.end() + 1
                    && !Words.isHangul(term.text())) {
                phrases.getLast().add(term);
            } else {
                phrases.add(new ArrayList<>(List.of(term)));
            }
            previous = term;
        }
        return phrases;
    }

    private void addBest(List<Term> phrase) {
        Optional<ColumnMatches.Match> match = best(phrase);
        if (match.isEmpty()) {
            return;
        }
        ColumnRef ref = match.get().ref();
        phrase.stream()
                .filter(term -> ColumnMatches.score(term, ref) >= NameMatch.ENOUGH - 0.05)
                .forEach(claimed::add);
        if (groups.stream().noneMatch(ref::is)) {
            groups.add(ref);
        }
    }

    private Optional<ColumnMatches.Match> best(List<Term> phrase) {
        Optional<ColumnMatches.Match> group =
                source.columns().stream()
                        .filter(ref ->
                                ref.role() != ColumnRole.MEASURE && ref.role() != ColumnRole.DATE)
                        .map(ref -> new ColumnMatches.Match(ref, total(phrase, ref)))
                        .filter(match -> match.score() >= NameMatch.ENOUGH - 0.05)
                        .max(Comparator.comparingDouble(ColumnMatches.Match::score));
        double measure =
                source.columns(ColumnRole.MEASURE).stream()
                        .mapToDouble(ref -> total(phrase, ref))
                        .max()
                        .orElse(0);
        return group.filter(match -> match.score() >= measure);
    }

    /** The last word of an English phrase counts most. */
    private static double total(List<Term> phrase, ColumnRef ref) {
        Set<Term> seen = new HashSet<>();
        double sum = 0;
        for (int i = 0; i < phrase.size(); i++) {
            double score = ColumnMatches.score(phrase.get(i), ref);
            if (score >= NameMatch.ENOUGH - 0.05 && seen.add(phrase.get(i))) {
                sum += score * (i == phrase.size() - 1 ? 1 : 0.8);
            }
        }
        return sum;
    }
}
