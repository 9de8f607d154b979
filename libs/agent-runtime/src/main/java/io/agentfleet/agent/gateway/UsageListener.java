package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.ModelId;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.TokenUsage;

/** Receives the usage of each real model call; replayed answers cost nothing and are left out. */
public interface UsageListener {

    /** Called after each successful call, on the calling thread; must not block. */
    void used(AgentName agent, ModelId model, TokenUsage usage);
}
