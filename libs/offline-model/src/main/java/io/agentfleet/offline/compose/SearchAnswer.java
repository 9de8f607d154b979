package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.offline.documents.Quote;
import io.agentfleet.offline.documents.QuoteFinder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The search agent's final answer, as JSON. */
public final class SearchAnswer {
    private SearchAnswer() {}

    /**
     * The best quote is the answer if it covers enough of the question; otherwise there is none.
     */
    public static String of(List<Quote> quotes, List<String> notes) {
        ObjectNode answer = Json.object().put("kind", "passages");
        boolean answers = !quotes.isEmpty() && quotes.getFirst().fit() >= QuoteFinder.ANSWERS;
        answer.put("answer", answers ? quotes.getFirst().text() : null);
        ArrayNode passages = answer.putArray("passages");
        for (Quote quote : quotes) {
            passages.addObject()
                    .put("document", quote.passage().document())
                    .put("title", quote.passage().title())
                    .put("location", quote.passage().location())
                    .put("quote", quote.text())
                    .put(
                            "score",
                            BigDecimal.valueOf(quote.fit()).setScale(2, RoundingMode.HALF_UP));
        }
        answer.set("notes", Json.strings(notes));
        return answer.toString();
    }
}
