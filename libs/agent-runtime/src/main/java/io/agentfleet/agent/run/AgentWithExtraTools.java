package io.agentfleet.agent.run;

import io.agentfleet.taskmodel.task.AgentCard;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An agent with tools beyond its own, named by {@code fleet.agent.extra-tools}.
 *
 * @param agent the agent itself: all but the tools is taken from it
 * @param extra names of the additional tools
 */
public record AgentWithExtraTools(AgentDefinition agent, Set<String> extra)
        implements AgentDefinition {

    public AgentWithExtraTools {
        extra = Set.copyOf(extra);
    }

    /** With the configured tools, if there are any. */
    public AgentWithExtraTools(AgentDefinition agent, Optional<Set<String>> extra) {
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
    public void checkAnswer(String answer) {
        agent.checkAnswer(answer);
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
