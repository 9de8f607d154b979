package io.agentfleet.agent.model;

import io.agentfleet.agent.chat.TokenUsage;
import io.agentfleet.schemas.AgentName;

/** Is told what each model call really used; replayed answers cost nothing and are not told. */
public interface UsageListener {

    /** Called after each successful call, on the calling thread; must not block. */
    void used(AgentName agent, ModelId model, TokenUsage usage);
}
