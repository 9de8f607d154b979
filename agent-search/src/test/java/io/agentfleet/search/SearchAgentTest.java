package io.agentfleet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.task.AgentCard;
import org.junit.jupiter.api.Test;

class SearchAgentTest {

    private final SearchAgent agent =
            new SearchAgent(new AgentCard(new AgentName("search"), "0.1.0", "for the test"));

    @Test
    void promptNamesEachToolThatItWorksWith() {
        assertThat(agent.tools()).allSatisfy(t -> assertThat(agent.systemPrompt()).contains(t));
    }

    @Test
    void promptStatesTheShapeOfTheAnswer() {
        assertThat(agent.systemPrompt()).contains("\"kind\":\"passages\"");
    }
}
