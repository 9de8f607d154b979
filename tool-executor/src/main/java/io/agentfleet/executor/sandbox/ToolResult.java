package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a tool gave back.
 *
 * @param content the result
 * @param files what it wrote into the task's output folder
 */
public record ToolResult(JsonNode content, List<ProducedFile> files) {
    public ToolResult {
        files = List.copyOf(files);
    }

    /** An answer without files. */
    public static ToolResult of(JsonNode content) {
        return new ToolResult(content, List.of());
    }
}
