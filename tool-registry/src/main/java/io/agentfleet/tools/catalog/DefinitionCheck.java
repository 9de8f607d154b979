package io.agentfleet.tools.catalog;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.ToolDefinition.Risk;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** Turns a draft into a definition, or says which field is wrong, how, and what would be right. */
public final class DefinitionCheck {

    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_OWNER = 200;
    private static final int DEFAULT_TIMEOUT_MS = 10_000;
    private static final int LONGEST_TIMEOUT_MS = 120_000;
    private static final int DEFAULT_RATE = 600;
    private static final int HIGHEST_RATE = 60_000;

    private DefinitionCheck() {}

    /**
     * The tool of a draft.
     *
     * @param ownership whose its name is
     * @throws FleetException with INVALID_TOOL_DEFINITION
     */
    public static RegisteredTool check(DefinitionDraft draft, Ownership ownership) {
        requireNoAuthentication(draft.authType());
        ToolDefinition definition =
                new ToolDefinition(
                        new ToolName(draft.name()),
                        ToolVersion.parse(draft.version()),
                        text("description", draft.description(), 1, LONGEST_DESCRIPTION),
                        draft.parameters(),
                        Endpoint.parse(draft.endpoint()),
                        healthUrl(draft.healthUrl()),
                        number("rate_limit", draft.rateLimit(), DEFAULT_RATE, HIGHEST_RATE),
                        Duration.ofMillis(
                                number(
                                        "timeout_ms",
                                        draft.timeoutMs(),
                                        DEFAULT_TIMEOUT_MS,
                                        LONGEST_TIMEOUT_MS)),
                        risk(draft.risk()),
                        draft.outputSchema(),
                        text("owner", draft.owner(), 0, LONGEST_OWNER),
                        draft.writes(),
                        draft.idempotent());
        return RegisteredTool.of(definition, ownership);
    }

    private static String text(String field, String value, int least, int most) {
        if (value.strip().length() < least || value.length() > most) {
            throw invalid(
                    "%s has %d characters: use %d to %d"
                            .formatted(field, value.strip().length(), least, most));
        }
        return value.strip();
    }

    private static int number(String field, int value, int byDefault, int most) {
        if (value < 0 || value > most) {
            throw invalid(
                    "%s %d is out of range: use 1 to %d, or 0 for %d"
                            .formatted(field, value, most, byDefault));
        }
        return value == 0 ? byDefault : value;
    }

    private static void requireNoAuthentication(String type) {
        if (!type.isEmpty() && !type.equalsIgnoreCase(ToolDefinition.AUTH_TYPE)) {
            throw invalid(
                    "auth_type '%s' is not supported: use %s, or leave it empty"
                            .formatted(type, ToolDefinition.AUTH_TYPE));
        }
    }

    private static Risk risk(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "auto" -> Risk.AUTO;
            case "forbidden" -> Risk.FORBIDDEN;
            case "approval" ->
                    throw invalid(
                            "risk 'approval' is not supported, because no call waits for a person's approval yet: use auto or forbidden");
            default ->
                    throw invalid("risk '%s' is not known: use auto or forbidden".formatted(value));
        };
    }

    private static String healthUrl(String value) {
        if (value.isEmpty()) {
            return value;
        }
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw notAUrl(value);
        }
        throw notAUrl(value);
    }

    private static FleetException notAUrl(String value) {
        return invalid(
                "health_url '%s' is not a URL: use http://host:port/path, or leave it empty"
                        .formatted(value));
    }

    private static FleetException invalid(String message) {
        return new FleetException(ErrorCode.INVALID_TOOL_DEFINITION, message);
    }
}
