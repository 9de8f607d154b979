package io.agentfleet.tools.catalog;

/**
 * A tool of the catalog, ready to be called.
 *
 * @param definition its definition
 * @param arguments its compiled parameters
 */
public record RegisteredTool(ToolDefinition definition, JsonSchema arguments) {

    /**
     * Compiles the definition's parameters.
     *
     * @throws io.agentfleet.schemas.FleetException with INVALID_TOOL_DEFINITION
     */
    public static RegisteredTool of(ToolDefinition definition) {
        return new RegisteredTool(
                definition, JsonSchema.parse("parameters", definition.parameters()));
    }
}
