package io.agentfleet.modelserver.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentfleet.modelserver.protocol.Json;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Two spellings that Gemini takes beside the usual one. */
final class GeminiNames {

    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    /** Their content is the client's own. */
    private static final Set<String> OWN =
            Set.of(
                    "args",
                    "response",
                    "parameters",
                    "parametersJsonSchema",
                    "responseSchema",
                    "responseJsonSchema",
                    "labels");

    private GeminiNames() {}

    /** Field names as in JSON of protocol buffers: {@code system_instruction} is one, too. */
    static JsonNode camelCase(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode renamed = Json.object();
                object.properties()
                        .forEach(field -> {
                            String name =
                                    UNDERSCORE
                                            .matcher(field.getKey())
                                            .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
                            JsonNode value = field.getValue();
                            renamed.set(name, OWN.contains(name) ? value : camelCase(value));
                        });
                yield renamed;
            }
            case ArrayNode array -> {
                ArrayNode renamed = Json.array();
                array.forEach(element -> renamed.add(camelCase(element)));
                yield renamed;
            }
            default -> node;
        };
    }

    /** Gemini's Schema as JSON Schema: types are {@code object}, not {@code OBJECT}. */
    static JsonNode jsonSchema(JsonNode schema) {
        return switch (schema) {
            case ObjectNode object -> {
                ObjectNode lower = Json.object();
                object.properties()
                        .forEach(field -> {
                            JsonNode value = field.getValue();
                            boolean isType = field.getKey().equals("type") && value.isTextual();
                            lower.set(
                                    field.getKey(),
                                    isType
                                            ? TextNode.valueOf(
                                                    value.asText().toLowerCase(Locale.ROOT))
                                            : jsonSchema(value));
                        });
                yield lower;
            }
            case ArrayNode array -> {
                ArrayNode lower = Json.array();
                array.forEach(element -> lower.add(jsonSchema(element)));
                yield lower;
            }
            default -> schema;
        };
    }
}
