package io.agentfleet.offline.question;

import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.language.Lexicon;
import java.util.List;

/**
 * What a question asks, before any table is known.
 *
 * @param question the original text
 * @param language of the question, and of the answer
 * @param ask what to compute
 * @param time what it says about time
 * @param conditions comparisons with numbers
 * @param terms the remaining words, which may name tables, columns, values
 */
public record Intent(
        String question,
        Language language,
        Ask ask,
        TimeScope time,
        List<NumberCondition> conditions,
        List<Term> terms) {
    public Intent {
        conditions = List.copyOf(conditions);
        terms = List.copyOf(terms);
    }

    /** The terms with this mark. */
    public List<Term> terms(Term.Mark mark) {
        return terms.stream().filter(term -> term.is(mark)).toList();
    }

    /** The terms that should match the data: neither weak terms nor function words. */
    public List<Term> contentTerms() {
        return terms.stream().filter(term -> !term.is(Term.Mark.WEAK)).toList();
    }

    /** Whether the question asks for a date. */
    public boolean asksWhen() {
        return question.matches(
                "(?is).*(?:\\bwhen\\b|\\bdate\\b|\\bday\\b|언제|며칠|날짜|일자|입사일|주문일|[가-힣]일은).*");
    }

    /** Whether the question asks for the newest or oldest, not for the largest or smallest. */
    public boolean asksForAnEnd() {
        return question.matches(
                "(?is).*(?:\\b(?:last|latest|newest|most recent|first|earliest|oldest)\\b|최근|먼저|처음|마지막|이른|늦게).*");
    }

    /** Whether some term means the concept. */
    public boolean means(String concept) {
        return terms.stream()
                .anyMatch(term -> Lexicon.DEFAULT.conceptsOf(term.forms()).contains(concept));
    }
}
