package io.agentfleet.tools.catalog;

import java.time.Duration;
import java.util.Locale;

/**
 * What a tool is: its contract and where it is served.
 *
 * @param name its name
 * @param version of the contract
 * @param description what it does and when to use it; models read it
 * @param parameters JSON Schema of the arguments, as text
 * @param endpoint where its ToolEndpoint is served
 * @param healthUrl empty if it has none
 * @param authType how the endpoint wants to be called
 * @param rateLimit calls per minute and agent
 * @param timeout how long a call may take
 * @param risk whether a human must agree
 * @param outputSchema JSON Schema of the result, as text; empty if it gives none
 * @param owner who answers for it; may be empty
 * @param writes true if it changes something outside the call
 * @param idempotent true if a repeated call with the same key changes nothing and answers the same
 */
public record ToolDefinition(
        ToolName name,
        ToolVersion version,
        String description,
        String parameters,
        Endpoint endpoint,
        String healthUrl,
        AuthType authType,
        int rateLimit,
        Duration timeout,
        Risk risk,
        String outputSchema,
        String owner,
        boolean writes,
        boolean idempotent) {

    /** Whether a human must agree to a call. */
    public enum Risk {
        AUTO,
        APPROVAL,
        FORBIDDEN;

        /** The lower-case name, as it travels. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How an endpoint wants to be called. */
    public enum AuthType {
        NONE,
        API_KEY,
        OAUTH2;

        /** The lower-case name, as it travels. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same contract, perhaps served elsewhere: a tool may move without a new version. */
    public boolean sameContractAs(ToolDefinition other) {
        return servedAt(other.endpoint, other.healthUrl).equals(other);
    }

    private ToolDefinition servedAt(Endpoint place, String health) {
        return new ToolDefinition(
                name,
                version,
                description,
                parameters,
                place,
                health,
                authType,
                rateLimit,
                timeout,
                risk,
                outputSchema,
                owner,
                writes,
                idempotent);
    }
}
