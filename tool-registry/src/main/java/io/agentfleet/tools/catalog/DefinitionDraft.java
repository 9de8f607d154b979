package io.agentfleet.tools.catalog;

/**
 * A definition as a tool sent it, unchecked. Empty texts and zeros mean: the default. The meaning
 * of each part is that of {@link ToolDefinition}.
 */
public record DefinitionDraft(
        String name,
        String version,
        String description,
        String parameters,
        String endpoint,
        String healthUrl,
        String authType,
        int rateLimit,
        int timeoutMs,
        String risk,
        String outputSchema,
        String owner,
        boolean writes,
        boolean idempotent) {}
