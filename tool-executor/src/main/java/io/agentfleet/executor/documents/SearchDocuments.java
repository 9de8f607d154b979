package io.agentfleet.executor.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import jakarta.inject.Singleton;

/** {@code search_documents}: the passages that fit a question best. */
@Singleton
public final class SearchDocuments implements Tool {

    private static final ToolDescriptor DEFINITION =
            ToolDescriptor.of(SearchDocuments.class, "search_documents");

    private final DocumentIndexCache libraries;

    public SearchDocuments(DocumentIndexCache libraries) {
        this.libraries = libraries;
    }

    @Override
    public ToolDescriptor definition() {
        return DEFINITION;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        Arguments given = new Arguments(arguments);
        String query = given.text("query");
        int limit = given.number("limit", 1, 20, 5);
        DocumentIndex library = libraries.of(context);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode hits = answer.putArray("hits");
        for (PassageIndex.Hit hit : library.index().search(query, limit)) {
            hits.addObject()
                    .put("document", hit.document().name())
                    .put("title", hit.document().title())
                    .put("location", hit.passage().location())
                    .put("passage", hit.passage().text())
                    .put("score", hit.score());
        }
        answer.put("documents", library.documents().size());
        if (!library.problems().isEmpty()) {
            ArrayNode problems = answer.putArray("problems");
            library.problems()
                    .forEach(p ->
                            problems.addObject().put("file", p.file()).put("problem", p.problem()));
        }
        return ToolResult.of(answer);
    }
}
