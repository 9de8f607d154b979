package io.agentfleet.localfleet.service;

import io.agentfleet.schemas.AgentName;
import java.util.Optional;

/**
 * A service of the fleet.
 *
 * @param name its module
 * @param port where its first instance listens if the port is free
 * @param heap its largest heap, as {@code -Xmx} takes it
 * @param heapUnderLoad the same for the profile {@code bench}
 */
public record ServiceDefinition(String name, int port, String heap, String heapUnderLoad) {

    private static final String AGENT_PREFIX = "agent-";

    /** As other services know it when it calls: an agent by the agent's name. */
    public String callerName() {
        return agent().map(AgentName::value).orElse(name);
    }

    /** True if it asks language models: agents, and the orchestrator for its planner. */
    public boolean asksModels() {
        return agent().isPresent() || name.equals(FleetAddresses.ORCHESTRATOR);
    }

    /** The agent that it is, if it is one. */
    public Optional<AgentName> agent() {
        return name.startsWith(AGENT_PREFIX)
                ? Optional.of(new AgentName(name.substring(AGENT_PREFIX.length())))
                : Optional.empty();
    }
}
