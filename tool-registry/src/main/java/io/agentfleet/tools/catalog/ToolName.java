package io.agentfleet.tools.catalog;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a tool: a plain name is one of the fleet and there for all tenants, {@code TENANT.NAME} is
 * there for that tenant alone.
 *
 * @param value lower_snake_case, 1 to 64 characters, perhaps after a tenant and a dot
 */
public record ToolName(String value) {

    private static final Pattern FORM =
            Pattern.compile("(?:([a-z0-9][a-z0-9-]{0,62})\\.)?[a-z][a-z0-9_]{0,63}");

    public ToolName {
        if (!FORM.matcher(value).matches()) {
            throw new FleetException(
                    ErrorCode.INVALID_TOOL_DEFINITION,
                    "name '%s' is not usable: use lower_snake_case, 1 to 64 letters, digits or '_', starting with a letter; for a tool of one tenant TENANT.NAME"
                            .formatted(
                                    value.length() <= 80 ? value : value.substring(0, 80) + "…"));
        }
    }

    /** Whose tool it is; empty if it is one of the fleet. */
    public Optional<String> tenant() {
        Matcher parts = FORM.matcher(value);
        return parts.matches() ? Optional.ofNullable(parts.group(1)) : Optional.empty();
    }

    /** True for a tool of the fleet and for one of this tenant. */
    public boolean isThereFor(String tenant) {
        return tenant().isEmpty() || tenant().get().equals(tenant);
    }

    @Override
    public String toString() {
        return value;
    }
}
