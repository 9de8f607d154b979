package io.agentfleet.tools.guard;

import io.agentfleet.schemas.AgentName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which agent may call which tools. An agent that is not named may call none.
 *
 * @param byAgent names of tools by name of agent
 */
public record Permissions(Map<String, List<String>> byAgent) {

    /** Nobody may call anything. */
    public static final Permissions NONE = new Permissions(Map.of());

    public Permissions {
        Map<String, List<String>> copy = new TreeMap<>();
        byAgent.forEach((agent, tools) -> copy.put(agent, List.copyOf(tools)));
        byAgent = copy;
    }

    /** The tools of an agent, in the order in which they were granted. */
    public List<String> of(AgentName agent) {
        return byAgent.getOrDefault(agent.value(), List.of());
    }
}
