package io.agentfleet.executor.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ComputedResult;
import java.time.Duration;

/** {@code search_documents}: the passages that fit a question best. */
public final class SearchDocuments implements Computation {

    private final DocumentIndex documents;

    public SearchDocuments(DocumentIndex documents) {
        this.documents = documents;
    }

    @Override
    public ComputedResult run(JsonNode arguments, Duration timeLimit) {
        Arguments given = new Arguments(arguments);
        String query = given.text("query");
        int limit = given.number("limit", 1, 20, 5);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode hits = answer.putArray("hits");
        for (DocumentIndex.Hit hit : documents.search(query, limit)) {
            hits.addObject()
                    .put("document", hit.document())
                    .put("title", hit.title())
                    .put("location", hit.location())
                    .put("passage", hit.text())
                    .put("score", hit.score());
        }
        answer.put("documents", documents.names().size());
        if (!documents.problems().isEmpty()) {
            ArrayNode problems = answer.putArray("problems");
            documents
                    .problems()
                    .forEach(p ->
                            problems.addObject().put("file", p.file()).put("problem", p.problem()));
        }
        return ComputedResult.of(answer);
    }
}
