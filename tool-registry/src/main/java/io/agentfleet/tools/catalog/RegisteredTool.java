package io.agentfleet.tools.catalog;

import java.util.Optional;

/**
 * A tool of the catalog, ready to be called.
 *
 * @param definition its definition
 * @param arguments its compiled parameters
 * @param result its compiled output schema; empty if it gives none
 */
public record RegisteredTool(
        ToolDefinition definition, JsonSchema arguments, Optional<JsonSchema> result) {

    /**
     * Compiles the definition's schemas.
     *
     * @throws io.agentfleet.schemas.FleetException with INVALID_TOOL_DEFINITION
     */
    public static RegisteredTool of(ToolDefinition definition) {
        String output = definition.outputSchema();
        return new RegisteredTool(
                definition,
                JsonSchema.parse("parameters", definition.parameters()),
                output.isBlank()
                        ? Optional.empty()
                        : Optional.of(JsonSchema.parse("output_schema", output)));
    }
}
