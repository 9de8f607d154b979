package io.agentfleet.writer;

import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.PromptFile;
import io.agentfleet.taskmodel.task.AgentCard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The agent that writes the report. */
@ApplicationScoped
public class WriterAgent implements AgentDefinition {

    private static final String SYSTEM_PROMPT =
            PromptFile.read(WriterAgent.class, "system-prompt.md");

    private final AgentCard card;

    WriterAgent(AgentCard card) {
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
        return Set.of("write_file", "render_chart");
    }

    @Override
    public boolean answersFromOthers() {
        return true;
    }
}
