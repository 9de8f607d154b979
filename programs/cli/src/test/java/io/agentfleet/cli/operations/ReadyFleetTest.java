package io.agentfleet.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyFleetTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);
    private static final String NO_TOOLS =
            "agent (missing_tools: find_rhyme not registered or not permitted to 'poet', see GET /tools)";

    private static ProcessState process(String service, ProcessPhase phase, String reason) {
        return new ProcessState(
                service,
                service,
                1,
                phase,
                reason,
                Optional.empty(),
                8080,
                Optional.of(START),
                phase == ProcessPhase.READY ? 2_000 : 0,
                0,
                "b");
    }

    private static FleetState fleet(ProcessState... processes) {
        return new FleetState(
                Optional.empty(),
                START,
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                List.of(processes));
    }

    private static FleetState withPoet(ProcessPhase phase, String reason) {
        return fleet(
                process("orchestrator", ProcessPhase.READY, ""),
                process("agent-search", ProcessPhase.READY, ""),
                process("agent-poet", phase, reason));
    }

    @Test
    void doesNotWaitForAnAgentWithoutToolsAndNamesIt() {
        FleetState state = withPoet(ProcessPhase.STARTING, NO_TOOLS);
        assertThat(ReadyFleet.canWork(state, LATER)).isTrue();
        assertThat(ReadyFleet.withoutTools(state))
                .extracting(ProcessState::name)
                .containsExactly("agent-poet");
    }

    @Test
    void waitsForAnAgentThatIsNotReadyForAnotherReason() {
        for (String reason :
                List.of(
                        "starting",
                        "agent (log: false, missing_tools: find_rhyme not registered)",
                        "agent (missing_tools: find_rhyme not registered, log: false)",
                        "agent (tools: The tool registry at localhost:1 does not serve)",
                        NO_TOOLS + "; redis (down)")) {
            assertThat(ReadyFleet.canWork(withPoet(ProcessPhase.STARTING, reason), LATER))
                    .isFalse();
        }
        assertThat(ReadyFleet.canWork(withPoet(ProcessPhase.RESTARTING, NO_TOOLS), LATER))
                .isFalse();
    }

    @Test
    void givesAgentsTimeToSeeToolsThatWereRegisteredJustNow() {
        FleetState state = withPoet(ProcessPhase.STARTING, NO_TOOLS);
        assertThat(ReadyFleet.canWork(state, START.plusSeconds(6))).isFalse();
        assertThat(ReadyFleet.canWork(state, START.plusSeconds(8))).isTrue();
    }

    @Test
    void cannotWorkWithoutAnyAgentOrOrchestrator() {
        assertThat(
                        ReadyFleet.canWork(
                                fleet(
                                        process("orchestrator", ProcessPhase.READY, ""),
                                        process("agent-poet", ProcessPhase.NOT_READY, NO_TOOLS)),
                                LATER))
                .isFalse();
        assertThat(
                        ReadyFleet.canWork(
                                fleet(
                                        process("orchestrator", ProcessPhase.NOT_READY, "views"),
                                        process("agent-search", ProcessPhase.READY, ""),
                                        process("agent-poet", ProcessPhase.NOT_READY, NO_TOOLS)),
                                LATER))
                .isFalse();
    }
}
