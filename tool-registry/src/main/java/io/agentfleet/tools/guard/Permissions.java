package io.agentfleet.tools.guard;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.tools.catalog.ToolName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    /** The tools of an agent in tasks of a tenant, in the order in which they were granted. */
    public List<String> of(AgentName agent, String tenant) {
        return byAgent.getOrDefault(agent.value(), List.of()).stream()
                .filter(tool -> new ToolName(tool).isThereFor(tenant))
                .toList();
    }

    /** The same without the other tools. */
    public Permissions limitedTo(Predicate<String> tools) {
        Map<String, List<String>> limited = new TreeMap<>();
        byAgent.forEach((agent, all) -> limited.put(agent, all.stream().filter(tools).toList()));
        return new Permissions(limited);
    }
}
