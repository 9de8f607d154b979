package io.agentfleet.providers.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a tool's arguments, as the tool gives it: LangChain4j knows only part of JSON
 * Schema, so each argument is passed through as it is. What the schema says of all arguments
 * together goes as far as names and which are required; the tool registry checks the rest. Pure.
 */
final class ToolSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolSchemas() {}

    static JsonObjectSchema of(String schema) {
        JsonNode root = read(schema);
        JsonObjectSchema.Builder object =
                JsonObjectSchema.builder().addProperties(elements(root.path("properties")));
        List<String> required = new ArrayList<>();
        root.path("required").forEach(name -> required.add(name.asText()));
        object.required(required);
        if (root.path("description").isTextual()) {
            object.description(root.path("description").asText());
        }
        if (root.path("$defs").isObject()) {
            object.definitions(elements(root.path("$defs")));
        }
        return object.build();
    }

    private static Map<String, JsonSchemaElement> elements(JsonNode schemas) {
        Map<String, JsonSchemaElement> elements = new LinkedHashMap<>();
        schemas.properties()
                .forEach(entry ->
                        elements.put(
                                entry.getKey(),
                                JsonRawSchema.from(
                                        entry.getValue().isObject()
                                                ? entry.getValue().toString()
                                                : "{}")));
        return elements;
    }

    private static JsonNode read(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a tool's schema is no JSON: " + schema, e);
        }
    }
}
