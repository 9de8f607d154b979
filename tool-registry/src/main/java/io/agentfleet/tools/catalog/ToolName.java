package io.agentfleet.tools.catalog;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.regex.Pattern;

/**
 * Names a tool.
 *
 * @param value lower_snake_case, 1 to 64 characters
 */
public record ToolName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    public ToolName {
        if (!FORM.matcher(value).matches()) {
            throw new FleetException(
                    ErrorCode.INVALID_TOOL_DEFINITION,
                    "name '%s' is not usable: use lower_snake_case, 1 to 64 letters, digits or '_', starting with a letter"
                            .formatted(
                                    value.length() <= 80 ? value : value.substring(0, 80) + "…"));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
