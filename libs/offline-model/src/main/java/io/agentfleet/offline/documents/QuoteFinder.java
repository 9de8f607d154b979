package io.agentfleet.offline.documents;

import io.agentfleet.offline.documents.Keywords.Keyword;
import io.agentfleet.offline.language.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the sentences of passages that are about the question. */
public final class QuoteFinder {

    /** From this fit on, a sentence counts as an answer. */
    public static final double ANSWERS = 0.5;

    /** From this fit on, a sentence is worth showing. */
    public static final double RELATED = 0.25;

    private static final int LONGEST = 280;
    private static final double HEADING = 0.7;
    private static final double NUMBER = 0.15;
    private static final Pattern SENTENCE =
            Pattern.compile("(?<=[.!?。])\\s+|\\R+|\\s+\\|\\s+(?=\\S)");

    /** A line break within a sentence: at the end of a long line, not before a new list item. */
    private static final Pattern WRAP =
            Pattern.compile("(?<=[^\\n]{40})(?<![.!?。:])\\R(?=[^\\s#>*|+•-])");

    private static final Pattern MARKUP = Pattern.compile("^[\\s>*+•-]+|[*_`]{1,3}");
    private static final Pattern ASKS_NUMBER =
            Pattern.compile(
                    "(?i)\\bhow (?:many|much|long|often|soon)\\b|며칠|몇|얼마|언제|기간|비율|한도|\\bwhen\\b");

    private record Sentence(Passage passage, String text, String context) {}

    private final Keywords keywords;
    private final boolean asksNumber;

    public QuoteFinder(String question) {
        this.keywords = Keywords.of(question);
        this.asksNumber = ASKS_NUMBER.matcher(question).find();
    }

    /** The best sentences, best first, at most {@code most}, without duplicates. */
    public List<Quote> find(List<Passage> passages, int most) {
        List<Sentence> sentences = passages.stream().flatMap(p -> split(p).stream()).toList();
        double[] weights = weights(sentences);
        List<Quote> quotes = new ArrayList<>();
        for (Sentence sentence : sentences) {
            quotes.add(new Quote(sentence.passage(), sentence.text(), fit(sentence, weights)));
        }
        quotes.sort(
                Comparator.comparingDouble(Quote::fit)
                        .thenComparingDouble(q -> q.passage().score())
                        .reversed());
        Set<String> seen = new HashSet<>();
        return quotes.stream()
                .filter(q -> q.fit() >= RELATED && seen.add(q.text()))
                .limit(most)
                .toList();
    }

    private static List<Sentence> split(Passage passage) {
        List<Sentence> sentences = new ArrayList<>();
        String heading = passage.title() + " " + passage.location();
        for (String piece : SENTENCE.split(WRAP.matcher(passage.text()).replaceAll(" "), -1)) {
            if (piece.startsWith("#")) {
                heading = passage.title() + " " + piece;
                continue;
            }
            String text = MARKUP.matcher(piece).replaceAll("").strip();
            if (text.length() >= 8) {
                String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
                sentences.add(new Sentence(passage, shown, Words.normalise(heading)));
            }
        }
        return sentences;
    }

    /** Words that occur in few sentences count more. */
    private double[] weights(List<Sentence> sentences) {
        double[] weights = new double[keywords.words().size()];
        for (int i = 0; i < weights.length; i++) {
            Keyword word = keywords.words().get(i);
            long holders =
                    sentences.stream().filter(s -> holds(Words.normalise(s.text()), word)).count();
            weights[i] = Math.log(1.5 + (sentences.size() + 1.0) / (1.0 + holders));
        }
        return weights;
    }

    private double fit(Sentence sentence, double[] weights) {
        String text = Words.normalise(sentence.text());
        double total = 0;
        double found = 0;
        for (int i = 0; i < weights.length; i++) {
            Keyword word = keywords.words().get(i);
            total += weights[i];
            found +=
                    holds(text, word)
                            ? weights[i]
                            : holds(sentence.context(), word) ? HEADING * weights[i] : 0;
        }
        if (total == 0 || found == 0) {
            return 0;
        }
        boolean numbered = asksNumber && text.chars().anyMatch(Character::isDigit);
        double question = text.endsWith("?") ? 0.3 : 0;
        return found / total + (numbered ? NUMBER : 0) - question;
    }

    private static boolean holds(String text, Keyword word) {
        return word.forms().stream().anyMatch(form -> holds(text, form))
                || word.translations().stream().anyMatch(form -> holds(text, form));
    }

    private static boolean holds(String text, String form) {
        if (Words.isHangul(form)) {
            return text.contains(form);
        }
        for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                int end = at + form.length();
                boolean whole =
                        end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
                if (whole || form.length() >= 4) {
                    return true;
                }
            }
        }
        return false;
    }
}
