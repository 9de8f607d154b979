package io.agentfleet.cli.command.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.cli.client.RideOut;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunningFleetTest {

    private static final FleetState STATE =
            new FleetState(
                    Optional.empty(),
                    Instant.EPOCH,
                    Optional.empty(),
                    "",
                    "",
                    Optional.empty(),
                    List.of(
                            ProcessState.stopped("orchestrator", 1, 8080),
                            ProcessState.stopped("agent-writer", 1, 8083),
                            ProcessState.stopped("agent-search", 1, 8081),
                            ProcessState.stopped("agent-search", 2, 9081)));

    private static FleetState with(int port) {
        return new FleetState(
                STATE.supervisor(),
                STATE.startedAt(),
                STATE.readyAt(),
                "",
                "",
                STATE.setup(),
                List.of(ProcessState.stopped("agent-only-here", 1, port)));
    }

    @Test
    void anAgentIsCalledAtItsOwnAddress() throws IOException {
        try (OneTaskOrchestrator agent = new OneTaskOrchestrator();
                var client = RunningFleet.agent(with(agent.port()), "only-here", RideOut.none())) {
            assertThat(client.get("t-1").path("task_id").asText()).isEqualTo("t-1");
        }
    }

    @Test
    void anAgentThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> RunningFleet.agent(STATE, "astrology", RideOut.none()))
                .hasMessage(
                        "there is no agent 'astrology' to ask alone: use one of [search, writer]");
    }
}
