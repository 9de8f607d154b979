package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.NumberCondition;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.question.Term.Mark;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import io.agentfleet.offline.tables.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the conditions on rows that a question sets. */
final class FilterFinder {

    /**
     * The largest distance in characters between a number and the word that it is compared with.
     */
    private static final int NEAR = 25;

    private final Intent intent;
    private final Source source;
    private final Set<Term> claimed;

    FilterFinder(Intent intent, Source source, Set<Term> claimed) {
        this.intent = intent;
        this.source = source;
        this.claimed = claimed;
    }

    /** Filters by values found in the question; claims their words. */
    List<Filter> byValue() {
        Map<String, Filter.OneOf> filters = new LinkedHashMap<>();
        for (ValueFinder.Hit hit : new ValueFinder(intent, source).find()) {
            List<Term> words = intent.terms().stream().filter(hit::covers).toList();
            boolean excluded = words.stream().anyMatch(word -> word.is(Mark.EXCLUDED));
            claimed.addAll(words);
            filters.merge(
                    hit.ref().table().name() + "." + hit.ref().name() + excluded,
                    new Filter.OneOf(hit.ref(), List.of(hit.value()), excluded),
                    FilterFinder::union);
            claimNeighbours(hit);
        }
        return List.copyOf(filters.values());
    }

    private static Filter.OneOf union(Filter.OneOf one, Filter.OneOf two) {
        List<String> values = new ArrayList<>(one.values());
        two.values().stream().filter(value -> !values.contains(value)).forEach(values::add);
        return new Filter.OneOf(one.ref(), values, one.excluded());
    }

    /** "the Seoul region": the column's own name beside its value adds nothing. */
    private void claimNeighbours(ValueFinder.Hit hit) {
        intent.terms().stream()
                .filter(t -> !t.is(Mark.GROUPED) && !t.is(Mark.ASKED))
                .filter(t -> !t.is(Mark.COUNTED) || intent.terms(Mark.COUNTED).size() > 1)
                .filter(t ->
                        Math.abs(t.start() - hit.end()) <= 2
                                || Math.abs(hit.start() - t.end()) <= 2)
                .filter(t -> ColumnMatches.score(t, hit.ref()) >= NameMatch.ENOUGH)
                .forEach(claimed::add);
    }

    /** Filters by boolean columns that the question names. */
    List<Filter> byFlag() {
        List<Filter> filters = new ArrayList<>();
        for (ColumnRef ref : source.columns(ColumnRole.FLAG)) {
            for (Term term : intent.contentTerms()) {
                if (claimed.contains(term)) {
                    continue;
                }
                boolean denied = denies(term, ref);
                if (denied || NameMatch.fits(term, ref.name())) {
                    claimed.add(term);
                    filters.add(new Filter.Flag(ref, !denied && !isNegated(term)));
                    break;
                }
            }
        }
        return List.copyOf(filters);
    }

    private static boolean denies(Term term, ColumnRef ref) {
        return term.forms().stream()
                .filter(form -> form.matches("(?:in|un|non).{3,}|[비미불].{2,}"))
                .map(form -> form.replaceFirst("^(?:in|un|non-?|[비미불])", ""))
                .anyMatch(form -> Words.ofName(ref.name()).contains(form));
    }

    private boolean isNegated(Term term) {
        String text = Words.normalise(intent.question());
        return text.substring(0, term.start()).matches(".*\\b(?:not|non|never)[ -]$")
                || text.substring(term.end()).matches("^\\s?[가-힣]{0,3}\\s?(?:않|아닌|안 ).*");
    }

    /** The column of a comparison; claims its word. Empty if the question names none. */
    Optional<ColumnRef> compared(NumberCondition condition) {
        Optional<Term> nearest =
                intent.terms().stream()
                        .filter(t -> !claimed.contains(t) && distance(t, condition) <= NEAR)
                        .filter(t -> numeric(t).isPresent())
                        .min(Comparator.comparingInt(t -> distance(t, condition)));
        nearest.ifPresent(claimed::add);
        return nearest.flatMap(this::numeric).or(() -> byConcept(condition.concept()));
    }

    private Optional<ColumnRef> byConcept(String concept) {
        if (concept.equals("amount")) {
            return List.of("amount", "salary", "price", "cost").stream()
                    .flatMap(c -> meaning(c).stream())
                    .findFirst();
        }
        return concept.isEmpty() ? Optional.empty() : meaning(concept);
    }

    private Optional<ColumnRef> meaning(String concept) {
        return source.columns(ColumnRole.MEASURE).stream()
                .filter(ref -> ref.column().means(concept))
                .findFirst();
    }

    private Optional<ColumnRef> numeric(Term term) {
        return ColumnMatches.best(term, source, ref -> ref.role() == ColumnRole.MEASURE)
                .map(ColumnMatches.Match::ref);
    }

    /** A term before the number counts as nearer than one after it. */
    private static int distance(Term term, NumberCondition condition) {
        return term.start() < condition.position()
                ? condition.position() - term.end()
                : term.start() - condition.position() + 5;
    }
}
