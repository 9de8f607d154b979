package io.agentfleet.tools.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.agentfleet.tools.catalog.ToolOwner;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tool definition as JSON. What is left out when registering takes its default.
 *
 * @param name lower_snake_case, 1 to 64 characters; TENANT.NAME is there for that tenant alone
 * @param version semantic version
 * @param description what it does and when to use it
 * @param parameters JSON Schema of the arguments
 * @param endpoint host:port of its ToolEndpoint
 * @param healthUrl asked by GET /tools/{name}/health; may be left out
 * @param authType none
 * @param rateLimit calls per minute and agent; 600
 * @param timeoutMs 1 to 120000; 10000
 * @param risk auto or forbidden
 * @param outputSchema JSON Schema that each result must fit; may be left out
 * @param owner whom to ask about it, in words; gives no right
 * @param writes true if it changes something outside the call
 * @param idempotent true if a repeated call with the same key changes nothing and answers the same
 * @param ownerKind whose the name is: service, person or nobody; of answers only
 * @param ownerIdentity who that is: service NAME or person ISSUER SUBJECT; of answers to operators
 *     of the fleet only
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ToolDefinition")
public record ToolBody(
        @Nullable String name,
        @Nullable String version,
        @Nullable String description,
        @Schema(implementation = Object.class) @Nullable JsonNode parameters,
        @Nullable String endpoint,
        @Nullable String healthUrl,
        @Nullable String authType,
        @Nullable Integer rateLimit,
        @Nullable Integer timeoutMs,
        @Nullable String risk,
        @Schema(implementation = Object.class) @Nullable JsonNode outputSchema,
        @Nullable String owner,
        @Nullable Boolean writes,
        @Nullable Boolean idempotent,
        @Schema(readOnly = true) @Nullable String ownerKind,
        @Schema(readOnly = true) @Nullable String ownerIdentity) {

    private static final JsonMapper JSON = new JsonMapper();

    static ToolBody of(RegisteredTool registered, boolean withIdentity) {
        ToolOwner owner = registered.ownership().owner();
        ToolDefinition tool = registered.definition();
        return new ToolBody(
                tool.name().value(),
                tool.version().toString(),
                tool.description(),
                schema(tool.parameters()),
                tool.endpoint().toString(),
                tool.healthUrl().isEmpty() ? null : tool.healthUrl(),
                ToolDefinition.AUTH_TYPE,
                tool.rateLimit(),
                (int) tool.timeout().toMillis(),
                tool.risk().wire(),
                tool.outputSchema().isEmpty() ? null : schema(tool.outputSchema()),
                tool.owner().isEmpty() ? null : tool.owner(),
                tool.writes(),
                tool.idempotent(),
                owner.kind(),
                withIdentity && !owner.wire().isEmpty() ? owner.wire() : null);
    }

    private static JsonNode schema(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a registered schema is JSON", e);
        }
    }

    DefinitionDraft draft() {
        return new DefinitionDraft(
                text(name),
                text(version),
                text(description),
                text(parameters),
                text(endpoint),
                text(healthUrl),
                text(authType),
                Objects.requireNonNullElse(rateLimit, 0),
                Objects.requireNonNullElse(timeoutMs, 0),
                text(risk),
                text(outputSchema),
                text(owner),
                Objects.requireNonNullElse(writes, false),
                Objects.requireNonNullElse(idempotent, false));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
