package io.agentfleet.offline.question;

import java.util.List;
import java.util.Set;

/**
 * A word of the question that may name a table, a column or a value.
 *
 * @param text as it is in the question
 * @param forms the word and its shorter forms
 * @param marks its meaning according to the words around it
 * @param start its position in the question
 * @param end the position after it
 */
public record Term(String text, List<String> forms, Set<Mark> marks, int start, int end) {

    /** The meaning that the words around a term give it. */
    public enum Mark {
        /** "by region", "지역별". */
        GROUPED,
        /** "which region", "어느 지역", "top 3 regions". */
        ASKED,
        /** "how many orders", "주문 수". */
        COUNTED,
        /** "except Seoul", "서울 제외". */
        EXCLUDED,
        /** Also an ordinary word of the language, such as "total": only an exact name matches. */
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
