package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.task.AgentCard;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentToolsTest {

    private final FakeToolGateway registry =
            new FakeToolGateway().with("find", "1").with("acme.find", "2");

    private record Agent(Set<String> tools) implements AgentDefinition {
        @Override
        public AgentCard card() {
            return new AgentCard(new AgentName("search"), "1.0.0", "finds passages");
        }

        @Override
        public String systemPrompt() {
            return "You search.";
        }
    }

    private AgentTools toolsFor(String tenant) {
        return AgentTools.of(new Agent(Set.of("find", "acme.find")), tenant, registry);
    }

    @Test
    void aTenantsToolIsOfferedInItsOwnTasks() {
        assertThat(toolsFor("acme").present())
                .extracting(ToolSpecification::name)
                .containsExactlyInAnyOrder("find", "acme.find");
    }

    @Test
    void inAnothersTasksAndOutsideOfTasksItIsNeitherThereNorMissed() {
        for (String tenant : new String[] {"umbrella", "acm", "acme.find", ""}) {
            assertThat(toolsFor(tenant).present())
                    .extracting(ToolSpecification::name)
                    .containsExactly("find");
            assertThat(toolsFor(tenant).explanation()).isEmpty();
        }
    }
}
