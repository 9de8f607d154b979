package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;

/**
 * The arguments of a call, read with their types. The registry checks them against the schema
 * before; this is the executor's own guard.
 */
public record Arguments(JsonNode json) {

    /** A text that must be there and not blank. */
    public String text(String name) {
        String value = json.path(name).isTextual() ? json.path(name).asText() : "";
        if (value.isBlank()) {
            throw invalid(
                    "argument '%s' is missing: give a text that is not empty".formatted(name));
        }
        return value;
    }

    /** A text that must be there and may be empty. */
    public String anyText(String name) {
        if (!json.path(name).isTextual()) {
            throw invalid("argument '%s' is missing: give a text".formatted(name));
        }
        return json.path(name).asText();
    }

    /** A text that may be left out. */
    public String text(String name, String otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw invalid("argument '%s' is %s: give a text".formatted(name, value.getNodeType()));
        }
        return value.asText();
    }

    /** A whole number that may be left out. */
    public int number(String name, int min, int max, int otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral()
                || !value.canConvertToInt()
                || value.asInt() < min
                || value.asInt() > max) {
            throw invalid(
                    "argument '%s' is %s: give a whole number from %d to %d"
                            .formatted(name, value, min, max));
        }
        return value.asInt();
    }

    /** A refusal of these arguments. */
    public static FleetException invalid(String message) {
        return new FleetException(ErrorCode.INVALID_TOOL_ARGUMENTS, message);
    }
}
