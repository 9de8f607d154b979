package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.ToolDefinition;
import java.time.Instant;

/** Definitions as events and back. */
final class DefinitionEvents {

    private DefinitionEvents() {}

    static ToolDefinitionEvent event(ToolDefinition definition, Instant now) {
        return ToolDefinitionEvent.newBuilder()
                .setName(definition.name().value())
                .setVersion(definition.version().toString())
                .setDescription(definition.description())
                .setParameters(definition.parameters())
                .setEndpoint(definition.endpoint().toString())
                .setHealthUrl(definition.healthUrl())
                .setAuthType(ToolDefinition.AUTH_TYPE)
                .setRateLimit(definition.rateLimit())
                .setTimeoutMs((int) definition.timeout().toMillis())
                .setRisk(definition.risk().wire())
                .setOutputSchema(definition.outputSchema())
                .setOwner(definition.owner())
                .setWrites(definition.writes())
                .setIdempotent(definition.idempotent())
                .setRegisteredAt(now)
                .build();
    }

    static DefinitionDraft draft(ToolDefinitionEvent event) {
        return new DefinitionDraft(
                event.getName(),
                event.getVersion(),
                event.getDescription(),
                event.getParameters(),
                event.getEndpoint(),
                event.getHealthUrl(),
                event.getAuthType(),
                event.getRateLimit(),
                event.getTimeoutMs(),
                event.getRisk(),
                event.getOutputSchema(),
                event.getOwner(),
                event.getWrites(),
                event.getIdempotent());
    }
}
