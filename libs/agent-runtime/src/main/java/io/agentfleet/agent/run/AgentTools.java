package io.agentfleet.agent.run;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolGateway;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which of its tools an agent has now.
 *
 * @param agent who wants them
 * @param present registered, and permitted to the agent
 * @param missing names of the others
 */
public record AgentTools(
        AgentDefinition agent, List<ToolSpecification> present, Set<String> missing) {

    public AgentTools {
        present = List.copyOf(present);
        missing = Set.copyOf(missing);
    }

    /**
     * Asks the registry, unless the agent works without tools.
     *
     * @param tenant of the task; empty outside of one, where only tools of the fleet count
     * @throws io.agentfleet.schemas.FleetException with TOOL_UNAVAILABLE if the registry does not
     *     answer
     */
    public static AgentTools of(AgentDefinition agent, String tenant, ToolGateway tools) {
        Set<String> wanted =
                agent.tools().stream()
                        .filter(name -> isThereFor(tenant, name))
                        .collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return new AgentTools(agent, List.of(), Set.of());
        }
        List<ToolSpecification> present = tools.toolsFor(agent.card().name(), tenant, wanted);
        Set<String> missing =
                wanted.stream()
                        .filter(name -> present.stream().noneMatch(t -> t.name().equals(name)))
                        .collect(Collectors.toSet());
        return new AgentTools(agent, present, missing);
    }

    /** {@code TENANT.NAME} is a tool of that tenant's tasks alone, a plain name one of all. */
    private static boolean isThereFor(String tenant, String name) {
        return name.indexOf('.') < 0 || name.startsWith(tenant + ".");
    }

    /** True if it works with tools and has none: it cannot work. */
    public boolean none() {
        return present.isEmpty() && !missing.isEmpty();
    }

    /** Which tools are missing and what to do; empty if none is. */
    public String explanation() {
        return missing.isEmpty()
                ? ""
                : "%s not registered or not permitted to '%s', see GET /tools and GET /permissions of the tool registry"
                        .formatted(String.join(", ", new TreeSet<>(missing)), agent.card().name());
    }
}
