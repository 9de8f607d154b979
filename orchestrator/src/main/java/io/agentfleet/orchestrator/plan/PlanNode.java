package io.agentfleet.orchestrator.plan;

import io.agentfleet.schemas.AgentName;
import java.util.List;

/**
 * One part of a task, for one agent.
 *
 * @param id names it within the plan, and its folder-safe part of the node task's id
 * @param agent who carries it out
 * @param prompt what that agent is asked
 * @param dependsOn ids of the nodes whose outputs it needs
 */
public record PlanNode(String id, AgentName agent, String prompt, List<String> dependsOn) {
    public PlanNode {
        dependsOn = List.copyOf(dependsOn);
    }
}
