package io.agentfleet.orchestrator.plan;

import io.agentfleet.schemas.AgentName;
import java.util.Set;

/** Who knows which agents work in this fleet, besides the planner and the orchestrator itself. */
public interface KnownAgents {

    /**
     * The agents that work can be sent to. If some of {@code asked} are missing, the directory
     * first reads to the end of its topic, so that the answer does not depend on timing.
     */
    Set<AgentName> including(Set<AgentName> asked);
}
