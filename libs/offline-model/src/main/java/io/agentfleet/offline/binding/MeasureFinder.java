package io.agentfleet.offline.binding;

import io.agentfleet.offline.question.Aggregate;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import io.agentfleet.offline.tables.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a question aggregates. */
final class MeasureFinder {
    private static final List<String> PREFERRED =
            List.of("amount", "profit", "quantity", "cost", "salary", "score", "rating");

    private final Intent intent;
    private final Source source;
    private final Set<Term> claimed;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param claimed terms that mean something else: values, groups, compared columns
     */
    MeasureFinder(Intent intent, Source source, Set<Term> claimed) {
        this.intent = intent;
        this.source = source;
        this.claimed = Set.copyOf(claimed);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    Measure find() {
        Optional<Aggregate> asked = intent.ask().aggregate();
        if (asked.equals(Optional.of(Aggregate.COUNT))) {
            return counted();
        }
        if (asked.equals(Optional.of(Aggregate.DISTINCT))) {
            return dimension()
                    .map(ref ->
                            new Measure(
                                    Aggregate.DISTINCT, List.of(ref), true, source.main().name()))
                    .orElseGet(() -> Measure.rows(source.main(), true));
        }
        return column().map(ref -> measure(List.of(ref), true))
                .or(this::derived)
                .or(this::dateExtreme)
                .orElseGet(this::fallback);
    }

    private Measure counted() {
        Optional<ColumnRef> quantity =
                source.columns(ColumnRole.MEASURE).stream()
                        .filter(ref -> ref.column().means("quantity"))
                        .findFirst();
        if (quantity.isPresent() && intent.means("quantity")) {
            return new Measure(Aggregate.SUM, List.of(quantity.get()), true, source.main().name());
        }
        return countedAmount().or(this::countedEntity).orElseGet(this::countedOther);
    }

    /** "How many leave days": the counted word names a column of amounts, which is summed. */
    private Optional<Measure> countedAmount() {
        return countedTerms().stream()
                .filter(term -> !isEntity(term))
                .flatMap(term ->
                        source.columns(ColumnRole.MEASURE).stream()
                                .filter(ref -> NameMatch.fits(term, ref.name())))
                .findFirst()
                .map(ref -> new Measure(Aggregate.SUM, List.of(ref), true, source.main().name()));
    }

    private Optional<Measure> countedEntity() {
        List<Term> terms = countedTerms();
        for (Term term : terms) {
            if (isEntity(term)) {
                return keyOf(term)
                        .map(this::distinct)
                        .or(() -> Optional.of(Measure.rows(source.main(), true)));
            }
        }
        boolean entity = terms.isEmpty() && intent.contentTerms().stream().anyMatch(this::isEntity);
        return entity ? Optional.of(Measure.rows(source.main(), true)) : Optional.empty();
    }

    private Measure distinct(ColumnRef ref) {
        return new Measure(Aggregate.DISTINCT, List.of(ref), true, source.main().name());
    }

    private Measure countedOther() {
        Optional<ColumnRef> dimension = dimension();
        if (dimension.isPresent()) {
            return distinct(dimension.get());
        }
        List<Term> terms = countedTerms();
        boolean known = terms.isEmpty() || terms.stream().anyMatch(this::meansRows);
        if (known && !terms.isEmpty()) {
            notes.add(
                    intent.language()
                            .pick(
                                    "Each row of " + source.main().file() + " is counted as one.",
                                    source.main().file() + "의 각 행을 1건으로 세었습니다."));
        }
        return Measure.rows(source.main(), known);
    }

    private boolean meansRows(Term term) {
        boolean dated =
                source.columns(ColumnRole.DATE).stream()
                        .anyMatch(d -> NameMatch.fits(term, d.name()));
        return claimed.contains(term) || meansRow(term) || dated;
    }

    /** Whether the term is a usual word for what one row stands for: an order, a reading. */
    static boolean meansRow(Term term) {
        return Stream.of("order", "reading", "event", "ticket")
                .anyMatch(NameMatch.meaning(term)::contains);
    }

    private List<Term> countedTerms() {
        return intent.terms(Term.Mark.COUNTED).stream()
                .filter(term -> !claimed.contains(term))
                .toList();
    }

    /** Whether the term names what one row of the main table stands for. */
    boolean isEntity(Term term) {
        return NameMatch.fits(term, source.main().name());
    }

    /**
     * A key of the entity that occurs in several rows: then distinct values are counted, not rows.
     */
    private Optional<ColumnRef> keyOf(Term term) {
        return source.columns(ColumnRole.ID).stream()
                .filter(ref -> NameMatch.fits(term, ref.name()))
                .filter(ref -> ref.column().distinct() < ref.table().rows())
                .filter(ref -> ref.table().equals(source.main()))
                .findFirst();
    }

    /** The column whose distinct values are counted: one that a counted or asked term names. */
    private Optional<ColumnRef> dimension() {
        List<Term> terms = new ArrayList<>(countedTerms());
        if (terms.isEmpty()) {
            intent.contentTerms().stream()
                    .filter(term -> !claimed.contains(term))
                    .forEach(terms::add);
        }
        return terms.stream()
                .flatMap(term ->
                        ColumnMatches.best(term, source, MeasureFinder::isCountable).stream())
                .max(Comparator.comparingDouble(ColumnMatches.Match::score))
                .map(ColumnMatches.Match::ref);
    }

    private static boolean isCountable(ColumnRef ref) {
        return ref.role() == ColumnRole.DIMENSION || ref.role() == ColumnRole.ID;
    }

    private Optional<ColumnRef> column() {
        return source.columns(ColumnRole.MEASURE).stream()
                .map(ref -> new ColumnMatches.Match(ref, total(ref)))
                .filter(match -> match.score() >= NameMatch.ENOUGH)
                .max(
                        Comparator.comparingDouble(ColumnMatches.Match::score)
                                .thenComparingInt(match -> -rank(match.ref())))
                .map(ColumnMatches.Match::ref);
    }

    private double total(ColumnRef ref) {
        double best = 0;
        double sum = 0;
        for (Term term : intent.terms()) {
            double score = claimed.contains(term) ? 0 : NameMatch.score(term, ref.name());
            best = Math.max(best, score);
            sum += score >= NameMatch.ENOUGH ? score : 0;
        }
        return best + 0.3 * (sum - Math.min(sum, best));
    }

    private static int rank(ColumnRef ref) {
        for (int i = 0; i < PREFERRED.size(); i++) {
            if (ref.column().means(PREFERRED.get(i))) {
                return i;
            }
        }
        return PREFERRED.size();
    }

    /** Quantity times price, if revenue is asked for and there is no column for it. */
    private Optional<Measure> derived() {
        if (!intent.means("amount")) {
            return Optional.empty();
        }
        Optional<Measure> product = product();
        product.ifPresent(measure ->
                notes.add(
                        intent.language()
                                .pick(
                                        "There is no amount column: it was computed as "
                                                + measure.name()
                                                + ".",
                                        "금액 열이 없어 " + measure.name() + "(으)로 계산했습니다.")));
        return product;
    }

    private Optional<Measure> product() {
        return first("quantity")
                .flatMap(quantity ->
                        first("price").map(price -> measure(List.of(quantity, price), true)));
    }

    private Optional<ColumnRef> first(String concept) {
        return source.columns(ColumnRole.MEASURE).stream()
                .filter(ref -> ref.column().means(concept))
                .findFirst();
    }

    /** "When was the last order?": the newest or oldest day. */
    private Optional<Measure> dateExtreme() {
        boolean extreme = intent.ask().ranking().isPresent() && intent.time().grain().isEmpty();
        boolean named =
                intent.terms().stream()
                        .anyMatch(t ->
                                source.columns(ColumnRole.DATE).stream()
                                        .anyMatch(d -> NameMatch.fits(t, d.name())));
        boolean when = intent.asksWhen();
        boolean ends = when || intent.asksForAnEnd();
        if (!extreme || !ends || !(when || named) || intent.ask().shape() != Shape.RANK) {
            return Optional.empty();
        }
        return ColumnMatches.date(intent, source)
                .map(ref -> measure(List.of(ref), true).as(extremeAggregate()));
    }

    private Aggregate extremeAggregate() {
        return intent.ask().ranking().filter(r -> !r.descending()).isPresent()
                ? Aggregate.MINIMUM
                : Aggregate.MAXIMUM;
    }

    private Measure fallback() {
        boolean entity =
                intent.contentTerms().stream().anyMatch(t -> !claimed.contains(t) && isEntity(t));
        List<ColumnRef> measures =
                source.columns(ColumnRole.MEASURE).stream()
                        .sorted(Comparator.comparingInt(MeasureFinder::rank))
                        .toList();
        if (measures.isEmpty() || (entity && intent.ask().aggregate().isEmpty())) {
            return Measure.rows(source.main(), false);
        }
        ColumnRef first = measures.getFirst();
        boolean events =
                source.columns(ColumnRole.ID).stream()
                        .anyMatch(id -> id.column().distinct() == source.main().rows());
        boolean shared = intent.ask().shape() == Shape.SHARE && rank(first) > 0;
        if (shared || (events && first.column().isAveraged() && asksNothing())) {
            return Measure.rows(source.main(), false);
        }
        Measure chosen =
                rank(first) == 0
                        ? measure(List.of(first), false)
                        : product().orElseGet(() -> measure(List.of(first), false));
        notes.add(
                intent.language()
                        .pick(
                                "The question names no measure: " + chosen.name() + " was taken.",
                                "질문에 측정값이 없어 " + chosen.name() + "을(를) 사용했습니다."));
        return new Measure(chosen.aggregate(), chosen.factors(), false, source.main().name());
    }

    private boolean asksNothing() {
        return intent.ask().aggregate().isEmpty() && intent.ask().ranking().isEmpty();
    }

    private Measure measure(List<ColumnRef> factors, boolean explicit) {
        Aggregate aggregate =
                intent.ask().aggregate().orElseGet(() -> usual(factors.getFirst(), factors.size()));
        return new Measure(aggregate, factors, explicit, source.main().name());
    }

    /** Prices, rates, temperatures are averaged; amounts are added. */
    private static Aggregate usual(ColumnRef ref, int factors) {
        return factors == 1 && ref.column().isAveraged() ? Aggregate.AVERAGE : Aggregate.SUM;
    }
}
