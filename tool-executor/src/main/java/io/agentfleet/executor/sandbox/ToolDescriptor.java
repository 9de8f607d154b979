package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * What a tool is called, takes and gives.
 *
 * @param version semantic version of the contract
 * @param parameters JSON Schema of the arguments
 * @param output JSON Schema of the result
 * @param rateLimit calls per minute and agent; 0 for as many as the registry allows by default
 * @param timeLimit after which a call is given up
 * @param writes true if it changes something outside the call
 * @param idempotent true if the same call repeated with the same key changes nothing and answers
 *     the same
 */
public record ToolDescriptor(
        String name,
        String version,
        String description,
        String parameters,
        String output,
        int rateLimit,
        Duration timeLimit,
        boolean writes,
        boolean idempotent) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads {@code NAME.json} beside the tool's class.
     *
     * @throws IllegalStateException if the file is missing or lacks a field: a mistake of the build
     */
    public static ToolDescriptor of(Class<?> tool, String name) {
        try (InputStream file = tool.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new IllegalStateException(
                        "definition %s.json is missing beside %s"
                                .formatted(name, tool.getSimpleName()));
            }
            JsonNode json = JSON.readTree(file);
            return new ToolDescriptor(
                    name,
                    json.required("version").asText(),
                    json.required("description").asText(),
                    json.required("parameters").toString(),
                    json.required("output").toString(),
                    json.path("rate_limit").asInt(),
                    Duration.ofMillis(json.required("timeout_ms").asLong()),
                    json.required("writes").asBoolean(),
                    json.path("idempotent").asBoolean());
        } catch (IOException broken) {
            throw new UncheckedIOException("definition %s.json".formatted(name), broken);
        }
    }
}
