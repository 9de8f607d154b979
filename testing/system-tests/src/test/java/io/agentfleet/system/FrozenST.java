package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.load.DrillTask;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Processes that stop for longer than anybody waits for them, and then go on as if no time had
 * passed: others have taken over meanwhile, and what the late ones write is refused.
 */
class FrozenST {

    private static final String AGENT = "agent-analysis";
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final DrillFleet fleet = DrillFleet.up();

    @Test
    void anAgentThatWakesUpLateChangesNothing() {
        List<FleetProcess> instances = fleet.ready();
        fleet.failpoints().arm(AGENT, Failpoint.TOOL_ANSWERED);
        DrillTask task = fleet.load().submit("late-agent", 2, Duration.ZERO);
        FleetProcess late =
                FleetUnderTest.named(instances, fleet.awaitHeld(Failpoint.TOOL_ANSWERED));

        late.freeze();
        try {
            fleet.failpoints().release(late.name(), Failpoint.TOOL_ANSWERED);
            assertThat(fleet.checked(List.of(task), LONGEST).broken()).isEmpty();
        } finally {
            late.thaw();
        }

        assertEnded("late-agent", task);
    }

    @Test
    void anOrchestratorThatWakesUpLateChangesNothing() {
        try {
            fleet.fleet().run("scale", "orchestrator=2");
            List<FleetProcess> instances = fleet.ready();
            fleet.failpoints().arm("orchestrator", Failpoint.DECIDED);
            DrillTask task = fleet.load().submit("late-flow", 1, Duration.ZERO);
            FleetProcess late = FleetUnderTest.named(instances, fleet.awaitHeld(Failpoint.DECIDED));

            late.freeze();
            try {
                fleet.failpoints().release(late.name(), Failpoint.DECIDED);
                assertThat(fleet.checked(List.of(task), LONGEST).broken()).isEmpty();
            } finally {
                late.thaw();
            }

            assertEnded("late-flow", task);
        } finally {
            fleet.fleet().run("scale", "orchestrator=1");
        }
    }

    /** The late one is back at work, the session's next task ends, and all is as it was. */
    private void assertEnded(String session, DrillTask task) {
        fleet.ready();
        DrillTask next = fleet.load().submit(session, 1, Duration.ZERO);
        assertThat(fleet.checked(List.of(task, next), LONGEST).broken()).isEmpty();
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
