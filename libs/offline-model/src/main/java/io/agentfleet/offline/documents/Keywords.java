package io.agentfleet.offline.documents;

import io.agentfleet.offline.language.Lexicon;
import io.agentfleet.offline.language.Words;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.QuestionReader;
import io.agentfleet.offline.question.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a question that a document about it would contain.
 *
 * @param words each with its forms and translations
 */
public record Keywords(List<Keyword> words) {

    /**
     * One word.
     *
     * @param text as it is in the question
     * @param forms in which it may occur in a text
     * @param translations words with the same meaning in the other language
     */
    public record Keyword(String text, List<String> forms, List<String> translations) {
        public Keyword {
            forms = List.copyOf(forms);
            translations = List.copyOf(translations);
        }
    }

    public Keywords {
        words = List.copyOf(words);
    }

    public static Keywords of(String question) {
        Intent intent = QuestionReader.read(question);
        List<Keyword> words = new ArrayList<>();
        for (Term term : intent.contentTerms()) {
            if (!term.text().equals("who")) {
                words.add(keyword(term));
            }
        }
        return new Keywords(words);
    }

    private static Keyword keyword(Term term) {
        boolean korean = Words.isHangul(term.text());
        Set<String> others = new LinkedHashSet<>();
        for (String concept : Lexicon.DEFAULT.conceptsOf(term.forms())) {
            Lexicon.DEFAULT.words(concept).stream()
                    .filter(word -> Words.isHangul(word) != korean)
                    .limit(3)
                    .forEach(others::add);
        }
        List<String> forms =
                term.forms().stream().filter(f -> f.length() >= (korean ? 2 : 1)).toList();
        return new Keyword(term.text(), forms, List.copyOf(others));
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The query in the question's own words, without particles. */
    public String query() {
        return String.join(" ", words.stream().map(Keywords::plain).toList());
    }

    /** The query in the other language; empty if no word is known there. */
    public Optional<String> translated() {
        List<String> known =
                words.stream()
                        .map(Keyword::translations)
                        .filter(list -> !list.isEmpty())
                        .map(List::getFirst)
                        .distinct()
                        .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", known));
    }

    private static String plain(Keyword word) {
        return Words.isHangul(word.text()) && word.forms().size() > 1
                ? word.forms().get(1)
                : word.text();
    }
}
