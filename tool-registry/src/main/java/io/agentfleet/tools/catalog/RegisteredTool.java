package io.agentfleet.tools.catalog;

import java.util.Optional;

/**
 * A tool of the catalog, ready to be called.
 *
 * @param definition its definition
 * @param ownership whose its name is
 * @param arguments its compiled parameters
 * @param result its compiled output schema; empty if it gives none
 */
public record RegisteredTool(
        ToolDefinition definition,
        Ownership ownership,
        JsonSchema arguments,
        Optional<JsonSchema> result) {

    /**
     * Compiles the definition's schemas.
     *
     * @throws io.agentfleet.schemas.FleetException with INVALID_TOOL_DEFINITION
     */
    public static RegisteredTool of(ToolDefinition definition, Ownership ownership) {
        String output = definition.outputSchema();
        return new RegisteredTool(
                definition,
                ownership,
                JsonSchema.parse("parameters", definition.parameters()),
                output.isBlank()
                        ? Optional.empty()
                        : Optional.of(JsonSchema.parse("output_schema", output)));
    }

    /** The same tool in other hands. */
    public RegisteredTool transferredTo(ToolOwner next) {
        return new RegisteredTool(definition, ownership.transferredTo(next), arguments, result);
    }

    /** The same definition in the same hands. */
    public boolean sameAs(RegisteredTool other) {
        return definition.equals(other.definition) && ownership.equals(other.ownership);
    }
}
