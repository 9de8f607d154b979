package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Lexicon;
import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import io.agentfleet.offline.tables.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds values of the data in a question: "Seoul", "노트북", "order O-1005". */
final class ValueFinder {

    /** A value found in the question, and where. */
    record Hit(ColumnRef ref, String value, int start, int end) {
        int length() {
            return end - start;
        }

        boolean covers(Term term) {
            return start < term.end() && term.start() < end;
        }
    }

    private final Intent intent;
    private final Source source;
    private final String text;
    private final List<Hit> hits = new ArrayList<>();

    ValueFinder(Intent intent, Source source) {
        this.intent = intent;
        this.source = source;
        this.text = Words.normalise(intent.question());
    }

    /** The values found, none overlapping another. */
    List<Hit> find() {
        List<Hit> exact = new ArrayList<>();
        for (ColumnRef ref : source.columns()) {
            if (ref.column().isText()) {
                ref.column().samples().forEach(value -> addExact(ref, value, exact));
            }
        }
        exact.sort(
                Comparator.comparingInt(Hit::length)
                        .reversed()
                        .thenComparingLong(hit -> hit.ref().column().distinct()));
        exact.stream().filter(this::isFree).forEach(hits::add);
        for (Term term : intent.contentTerms()) {
            if (hits.stream().noneMatch(hit -> hit.covers(term)) && !namesColumn(term, 0.65)) {
                addNumberOrPart(term);
            }
        }
        hits.sort(Comparator.comparingInt(Hit::start));
        return List.copyOf(hits);
    }

    private void addExact(ColumnRef ref, String value, List<Hit> found) {
        String wanted = Words.normalise(value);
        if (wanted.isEmpty()) {
            return;
        }
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if (isWordStart(at) && isWordEnd(end) && (isTerm(at, end) || isBesideName(ref, end))) {
                found.add(new Hit(ref, value, at, end));
            }
        }
    }

    private boolean isWordStart(int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    /** A word ends before a space, a plural ending, or a Korean particle. */
    private boolean isWordEnd(int end) {
        String after = text.substring(end).replaceAll("[^\\p{L}\\d].*", "");
        if (after.isEmpty() || after.equals("s") || after.equals("es")) {
            return true;
        }
        return Words.isHangul(after)
                && (!Words.isHangul(text.substring(end - 1))
                        || Words.forms("가나" + after).contains("가나"));
    }

    private boolean isTerm(int start, int end) {
        boolean many = text.substring(start, end).contains(" ");
        return intent.terms().stream()
                .anyMatch(t ->
                        start < t.end()
                                && t.start() < end
                                && (many || !t.is(Term.Mark.WEAK))
                                && !namesColumn(t, 0.84));
    }

    /** "high priority": a function word is a value only beside its column's name. */
    private boolean isBesideName(ColumnRef ref, int end) {
        return intent.terms().stream()
                .anyMatch(t -> t.start() == end + 1 && NameMatch.fits(t, ref.name()));
    }

    private boolean namesColumn(Term term, double least) {
        return source.columns().stream()
                .anyMatch(ref -> NameMatch.score(term, ref.name()) >= least);
    }

    private boolean isFree(Hit hit) {
        return hits.stream()
                .noneMatch(other -> hit.start() < other.end() && other.start() < hit.end());
    }

    private void addNumberOrPart(Term term) {
        if (term.text().matches("\\d+")) {
            source.columns(ColumnRole.ID).stream()
                    .filter(ref -> isNamedBefore(ref, term))
                    .findFirst()
                    .ifPresent(
                            ref -> hits.add(new Hit(ref, term.text(), term.start(), term.end())));
            return;
        }
        addParts(term);
    }

    private void addParts(Term term) {
        Map<ColumnRef, List<String>> parts = new LinkedHashMap<>();
        for (ColumnRef ref : source.columns()) {
            if (ref.column().isText()) {
                List<String> values =
                        ref.column().samples().stream().filter(v -> isPart(term, v)).toList();
                if (!values.isEmpty()) {
                    parts.put(ref, values);
                }
            }
        }
        parts.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getKey().column().distinct()))
                .ifPresent(entry ->
                        entry.getValue()
                                .forEach(v ->
                                        hits.add(
                                                new Hit(
                                                        entry.getKey(),
                                                        v,
                                                        term.start(),
                                                        term.end()))));
    }

    private boolean isNamedBefore(ColumnRef ref, Term number) {
        return intent.terms().stream()
                .anyMatch(t ->
                        t.end() <= number.start()
                                && number.start() - t.end() <= 3
                                && NameMatch.fits(t, ref.name()));
    }

    private static boolean isPart(Term term, String value) {
        String whole = Words.normalise(value);
        List<String> words = Words.ofName(value);
        Set<String> meant = Lexicon.DEFAULT.values(whole);
        for (String form : term.forms()) {
            boolean inside =
                    Words.isHangul(form)
                            ? form.length() >= 2 && whole.contains(form)
                            : (form.length() >= 3 && words.contains(form))
                                    || (form.length() >= 6
                                            && words.stream().anyMatch(w -> w.startsWith(form)));
            if (inside || !Collections.disjoint(meant, Lexicon.DEFAULT.values(form))) {
                return true;
            }
        }
        return false;
    }
}
