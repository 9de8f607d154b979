package io.agentfleet.providers.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Gemini wants the results of calls that were made side by side in one content; its client sends
 * each in one of its own.
 */
final class ToolResponses {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolResponses() {}

    /** The request with results that follow each other in one content. */
    static String together(String request) {
        try {
            if (!(JSON.readTree(request) instanceof ObjectNode body)
                    || !(body.path("contents") instanceof ArrayNode contents)) {
                return request;
            }
            ArrayNode merged = JSON.createArrayNode();
            for (JsonNode content : contents) {
                JsonNode last = merged.path(merged.size() - 1);
                if (isOfTools(content) && isOfTools(last)) {
                    last.withArrayProperty("parts").addAll((ArrayNode) content.path("parts"));
                } else {
                    merged.add(content);
                }
            }
            body.set("contents", merged);
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            return request; // not ours to judge: the provider tells
        }
    }

    private static boolean isOfTools(JsonNode content) {
        JsonNode parts = content.path("parts");
        for (JsonNode part : parts) {
            if (!part.has("functionResponse")) {
                return false;
            }
        }
        return !parts.isEmpty();
    }
}
