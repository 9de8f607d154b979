package io.agentfleet.search;

import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.PromptFile;
import io.agentfleet.taskmodel.task.AgentCard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The agent that finds and quotes passages of documents. */
@ApplicationScoped
public class SearchAgent implements AgentDefinition {

    private static final String SYSTEM_PROMPT =
            PromptFile.read(SearchAgent.class, "system-prompt.md");

    private final AgentCard card;

    SearchAgent(AgentCard card) {
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
        return Set.of("search_documents", "read_document");
    }
}
