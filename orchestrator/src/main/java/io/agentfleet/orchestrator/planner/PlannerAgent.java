package io.agentfleet.orchestrator.planner;

import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.PromptFile;
import io.agentfleet.orchestrator.directory.AgentDirectory;
import io.agentfleet.orchestrator.plan.PlanCheck;
import io.agentfleet.orchestrator.plan.PlanReader;
import io.agentfleet.taskmodel.task.AgentCard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Splits a task up between the agents that the directory knows at that moment. */
@ApplicationScoped
public class PlannerAgent implements AgentDefinition {

    private static final String PROMPT = PromptFile.read(PlannerAgent.class, "system-prompt.md");
    private static final String SCHEMA = PromptFile.read(PlannerAgent.class, "plan.schema.json");

    private final AgentCard card;
    private final AgentDirectory directory;

    PlannerAgent(AgentCard card, AgentDirectory directory) {
        this.card = card;
        this.directory = directory;
    }

    @Override
    public AgentCard card() {
        return card;
    }

    @Override
    public String systemPrompt() {
        return PROMPT;
    }

    @Override
    public Set<String> tools() {
        return Set.of();
    }

    @Override
    public Optional<String> outputSchema() {
        return Optional.of(SCHEMA);
    }

    @Override
    public void checkAnswer(String answer) {
        PlanCheck.check(PlanReader.read(answer), directory);
    }

    @Override
    public Map<String, String> reference() {
        return Map.of(
                "Agents",
                directory.all().stream()
                        .map(agent -> "- %s: %s".formatted(agent.name(), agent.description()))
                        .collect(Collectors.joining("\n")));
    }
}
