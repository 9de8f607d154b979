package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a tool gave back.
 *
 * @param content the result
 * @param files what it wrote into the task's output folder
 */
public record ToolAnswer(JsonNode content, List<ProducedFile> files) {
    public ToolAnswer {
        files = List.copyOf(files);
    }

    /** An answer without files. */
    public static ToolAnswer of(JsonNode content) {
        return new ToolAnswer(content, List.of());
    }
}
