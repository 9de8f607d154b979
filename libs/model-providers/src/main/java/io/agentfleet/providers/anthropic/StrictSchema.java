package io.agentfleet.providers.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The part of JSON Schema that Anthropic takes for an answer: it refuses bounds of numbers, texts
 * and lists, and wants every object closed. The answer is checked against the whole schema by the
 * agent. Pure.
 */
final class StrictSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> REFUSED =
            Set.of(
                    "$schema",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "minProperties",
                    "maxProperties");

    private StrictSchema() {}

    static String of(String schema) {
        try {
            JsonNode root = JSON.readTree(schema);
            close(root);
            return root.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of the answer is no JSON: " + schema, e);
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.path("type").isTextual()) {
                schema.remove(REFUSED);
            }
            if (schema.path("type").asText().equals("object")) {
                schema.put("additionalProperties", false);
            }
        }
        node.forEach(StrictSchema::close);
    }
}
