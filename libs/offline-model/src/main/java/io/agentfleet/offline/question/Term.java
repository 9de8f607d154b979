package io.agentfleet.offline.question;

import java.util.List;
import java.util.Set;

/**
 * A word of the question that may name a table, a column or a value.
 *
 * @param text as it stands
 * @param forms the word and its shorter forms
 * @param marks what the words around it say about it
 * @param start where it stands
 * @param end where it ends
 */
public record Term(String text, List<String> forms, Set<Mark> marks, int start, int end) {

    /** What the words around a term say about it. */
    public enum Mark {
        /** "by region", "지역별". */
        GROUPED,
        /** "which region", "어느 지역", "top 3 regions". */
        ASKED,
        /** "how many orders", "주문 수". */
        COUNTED,
        /** "except Seoul", "서울 제외". */
        EXCLUDED,
        /** Also a word of the question's own language: "total". Only an exact name counts. */
        WEAK
    }

    public Term {
        forms = List.copyOf(forms);
        marks = Set.copyOf(marks);
    }

    public boolean is(Mark mark) {
        return marks.contains(mark);
    }
}
