package io.agentfleet.agent.run;

import io.agentfleet.taskmodel.task.AgentCard;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An agent with more tools than its own, given to it by configuration.
 *
 * @param agent who it is in all else
 * @param extra names of the tools beyond its own
 */
public record EquippedAgent(AgentDefinition agent, Set<String> extra) implements AgentDefinition {

    public EquippedAgent {
        extra = Set.copyOf(extra);
    }

    /** As configured: nothing given means nothing more. */
    public EquippedAgent(AgentDefinition agent, Optional<Set<String>> extra) {
        this(agent, extra.orElse(Set.of()));
    }

    @Override
    public AgentCard card() {
        return agent.card();
    }

    @Override
    public String systemPrompt() {
        return agent.systemPrompt();
    }

    @Override
    public Set<String> tools() {
        Set<String> all = new HashSet<>(agent.tools());
        all.addAll(extra);
        return Set.copyOf(all);
    }

    @Override
    public Optional<String> outputSchema() {
        return agent.outputSchema();
    }

    @Override
    public Map<String, String> reference() {
        return agent.reference();
    }

    @Override
    public boolean answersFromOthers() {
        return agent.answersFromOthers();
    }
}
