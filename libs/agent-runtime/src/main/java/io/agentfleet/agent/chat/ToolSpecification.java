package io.agentfleet.agent.chat;

/**
 * A tool as a model sees it.
 *
 * @param name lower_snake_case
 * @param version semantic version
 * @param description what it does and when to use it
 * @param parameters JSON Schema of the arguments, as text
 */
public record ToolSpecification(
        String name, String version, String description, String parameters) {}
