package io.agentfleet.agentservice.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.InMemoryMemoryStore;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.listener.AgentAnnouncement;
import io.agentfleet.agent.listener.AgentConfig;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.agentfleet.taskmodel.task.AgentCard;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class AgentReadinessTest {

    private record Poet(AgentCard card) implements AgentDefinition {
        @Override
        public String systemPrompt() {
            return "You rhyme.";
        }

        @Override
        public Set<String> tools() {
            return Set.of("find_rhyme", "count_feet");
        }
    }

    private final FakeToolGateway tools = new FakeToolGateway();
    private final InMemoryRecordLog log = new InMemoryRecordLog();
    private final Poet poet = new Poet(new AgentCard(new AgentName("poet"), "1.0.0", "rhymes"));
    private final AgentAnnouncement announcement =
            new AgentAnnouncement(poet, config(), log, InstantSource.system(), tools);
    private final AgentReadiness readiness =
            new AgentReadiness(
                    poet,
                    Gateways.of(new ScriptedLanguageModel()),
                    new InMemoryMemoryStore(),
                    log,
                    tools,
                    announcement);

    private static AgentConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AgentConfig.class)
                .withDefaultValues(
                        Map.of(
                                "fleet.agent.name", "poet",
                                "fleet.agent.description", "rhymes",
                                "fleet.agent.address", "localhost:1"))
                .build()
                .getConfigMapping(AgentConfig.class);
    }

    @Test
    void anAgentWithoutAnyOfItsToolsNamesThemAndIsNeitherReadyNorAnnounced() {
        announcement.announce(new StartupEvent());
        HealthCheckResponse answer = readiness.call();

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(String.valueOf(answer.getData().orElseThrow().get("missing_tools")))
                .startsWith("count_feet, find_rhyme not registered or not permitted to 'poet'");
        assertThat(cards()).isEmpty();
    }

    @Test
    void anAgentIsAnnouncedAndReadyOnceItHasAToolAndStillNamesTheOther() {
        announcement.announce(new StartupEvent());
        tools.with("find_rhyme", "1");

        await().untilAsserted(() ->
                assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
        assertThat(cards()).hasSize(1);
        assertThat(String.valueOf(readiness.call().getData().orElseThrow().get("missing_tools")))
                .startsWith("count_feet not registered");
    }

    private List<AgentCardEvent> cards() {
        return log.events(Topics.AGENT_VERSIONS, AgentCardEvent.class);
    }
}
