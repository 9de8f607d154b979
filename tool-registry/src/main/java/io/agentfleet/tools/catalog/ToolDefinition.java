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
 * @param healthUrl answers 2xx to a GET while the tool is well; empty if it has none
 * @param rateLimit calls per minute and agent
 * @param timeout how long a call may take
 * @param risk whether it may be called at all
 * @param outputSchema JSON Schema of the result, as text; empty if it gives none
 * @param owner whom to ask about it, in words; may be empty, and gives no right
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
        int rateLimit,
        Duration timeout,
        Risk risk,
        String outputSchema,
        String owner,
        boolean writes,
        boolean idempotent) {

    /** The only {@code auth_type}: what a call shows is not for the definition to say. */
    public static final String AUTH_TYPE = "none";

    /** Whether a tool may be called. */
    public enum Risk {
        AUTO,
        FORBIDDEN;

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
                rateLimit,
                timeout,
                risk,
                outputSchema,
                owner,
                writes,
                idempotent);
    }
}
