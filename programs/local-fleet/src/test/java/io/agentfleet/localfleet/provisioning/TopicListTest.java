package io.agentfleet.localfleet.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicListTest {

    private final TopicList contracts =
            new TopicList(List.of(AgentName.ORCHESTRATOR, new AgentName("search")));

    @Test
    void everyTopicHasADeadLetterTopicAndASchema() {
        assertThat(contracts.logs())
                .contains(
                        "agent.tasks.search",
                        "agent.tasks.search.dlq",
                        "agent.results.dlq",
                        "tool.definitions.dlq")
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(contracts.compacted());
        HashSet<String> carrying = new HashSet<>(contracts.logs());
        carrying.removeIf(topic -> topic.endsWith(".dlq"));
        carrying.addAll(contracts.compacted());
        carrying.remove(Topics.SETTLED_LETTERS); // plain JSON
        assertThat(contracts.schemas().keySet()).isEqualTo(carrying);
    }
}
