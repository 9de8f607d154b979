package io.agentfleet.taskmodel.task;

import io.agentfleet.schemas.AgentName;

/**
 * Who an agent is.
 *
 * @param name its name: tasks arrive on {@code agent.tasks.<name>}
 * @param version semantic version of agent and prompts, stamped on results
 * @param description what to ask it for; the planner reads it
 */
public record AgentCard(AgentName name, String version, String description) {}
