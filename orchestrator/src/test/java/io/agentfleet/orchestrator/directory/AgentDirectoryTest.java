package io.agentfleet.orchestrator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.AgentName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentDirectoryTest {

    private Runnable catchUp = () -> {};
    private final AgentDirectory directory = new AgentDirectory(() -> catchUp.run());

    @Test
    void keepsTheNewestAnnouncementAndTheAddressesOfAllInstances() {
        directory.note(entry("search", "localhost:1"));
        directory.note(entry("search", "localhost:2"));
        directory.note(entry("search", "localhost:1"));

        assertThat(directory.find(new AgentName("search")).orElseThrow().addresses())
                .containsExactly("localhost:1", "localhost:2");
    }

    @Test
    void offersNeitherPlannerNorOrchestratorToPlans() {
        directory.note(entry("planner", "localhost:1"));
        directory.note(entry("orchestrator", "localhost:1"));

        assertThat(directory.all()).isEmpty();
    }

    @Test
    void catchesUpBeforeItCallsAnAgentUnknown() {
        catchUp = () -> directory.note(entry("writer", "localhost:3"));

        assertThat(directory.including(Set.of(new AgentName("writer"))))
                .containsExactly(new AgentName("writer"));
    }

    @Test
    void doesNotWaitForAgentsThatItKnows() {
        directory.note(entry("search", "localhost:1"));
        catchUp =
                () -> {
                    throw new AssertionError("asked without need");
                };

        assertThat(directory.including(Set.of(new AgentName("search")))).hasSize(1);
    }

    private static AgentEntry entry(String name, String address) {
        return new AgentEntry(new AgentName(name), "1", "for tests", List.of(address));
    }
}
