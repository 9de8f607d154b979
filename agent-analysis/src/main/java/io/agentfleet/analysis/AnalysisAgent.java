package io.agentfleet.analysis;

import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.PromptFile;
import io.agentfleet.taskmodel.task.AgentCard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The agent that computes figures from tables. */
@ApplicationScoped
public class AnalysisAgent implements AgentDefinition {

    private static final String SYSTEM_PROMPT =
            PromptFile.read(AnalysisAgent.class, "system-prompt.md");

    private final AgentCard card;

    AnalysisAgent(AgentCard card) {
        this.card = card;
    }

    @Override
    public AgentCard card() {
        return card;
    }

    @Override
    public String systemPrompt() {
        return SYSTEM_PROMPT;
    }

    @Override
    public Set<String> tools() {
        return Set.of(
                "list_tables", "describe_table", "query_database", "run_code", "render_chart");
    }
}
