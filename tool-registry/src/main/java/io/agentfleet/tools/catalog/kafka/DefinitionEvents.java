package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.schemas.event.ToolDefinitionEvent;
import io.agentfleet.tools.catalog.DefinitionCheck;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.Ownership;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.agentfleet.tools.catalog.ToolOwner;
import java.time.Instant;
import java.util.Optional;

/** Registered tools as events and back. */
final class DefinitionEvents {

    private static final String NOBODY = "nobody";

    private DefinitionEvents() {}

    static ToolDefinitionEvent event(RegisteredTool tool, Instant now) {
        ToolDefinition definition = tool.definition();
        Ownership ownership = tool.ownership();
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
                .setOwnerIdentity(ownership.owner().wire())
                .setTransferredFrom(
                        ownership.transferredFrom().map(DefinitionEvents::wire).orElse(""))
                .build();
    }

    /** Nobody's is written as a word here: nothing means that there was no transfer. */
    private static String wire(ToolOwner from) {
        return from.equals(new ToolOwner.Nobody()) ? NOBODY : from.wire();
    }

    /**
     * The tool of an event.
     *
     * @throws io.agentfleet.schemas.FleetException with INVALID_TOOL_DEFINITION if this version
     *     cannot use it
     */
    static RegisteredTool tool(ToolDefinitionEvent event) {
        return DefinitionCheck.check(draft(event), ownership(event));
    }

    private static Ownership ownership(ToolDefinitionEvent event) {
        String from = event.getTransferredFrom();
        Optional<ToolOwner> before =
                switch (from) {
                    case "" -> Optional.empty();
                    case NOBODY -> Optional.of(new ToolOwner.Nobody());
                    default -> Optional.of(ToolOwner.parse(from));
                };
        return new Ownership(ToolOwner.parse(event.getOwnerIdentity()), before);
    }

    private static DefinitionDraft draft(ToolDefinitionEvent event) {
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
