package io.agentfleet.agent.memory;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;

/** Whose memory: agents never read each other's. */
public record MemoryKey(String tenant, AgentName agent, SessionId session) {}
