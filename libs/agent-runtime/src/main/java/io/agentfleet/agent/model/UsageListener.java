package io.agentfleet.agent.model;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.TokenUsage;

/** Is told what each model call really used; replayed answers cost nothing and are not told. */
public interface UsageListener {

    /** Called after each successful call, on the calling thread; must not block. */
    void used(AgentName agent, ModelId model, TokenUsage usage);
}
