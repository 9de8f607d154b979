package io.agentfleet.executor.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ComputedResult;
import java.time.Duration;

/** {@code read_document}: the text of a document, so many characters at a time. */
public final class ReadDocument implements Computation {

    private final DocumentIndex documents;

    public ReadDocument(DocumentIndex documents) {
        this.documents = documents;
    }

    @Override
    public ComputedResult run(JsonNode arguments, Duration timeLimit) {
        Arguments given = new Arguments(arguments);
        String name = given.text("document");
        int offset = given.number("offset", 0, Integer.MAX_VALUE, 0);
        int maxChars = given.number("max_chars", 1, 20_000, 8_000);
        DocumentIndex.Text document = documents.require(name);
        String text = document.text();
        int start = Math.min(offset, text.length());
        int end = end(text, start, maxChars);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("document", document.name());
        answer.put("title", document.title());
        answer.put("text", text.substring(start, end));
        answer.put("total_chars", text.length());
        if (end < text.length()) {
            answer.put("next_offset", end);
        } else {
            answer.putNull("next_offset");
        }
        return ComputedResult.of(answer);
    }

    /** Never between the two halves of a character. */
    private static int end(String text, int start, int maxChars) {
        int end = (int) Math.min(text.length(), (long) start + maxChars);
        boolean halves =
                end < text.length()
                        && end > start + 1
                        && Character.isHighSurrogate(text.charAt(end - 1));
        return halves ? end - 1 : end;
    }
}
