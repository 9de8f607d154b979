package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.load.DrillTask;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The broker cannot write any more, in the middle of a task: it gives up, and when it can write
 * again everything that it had acknowledged is there.
 */
class FullDiskST {

    private static final String AGENT = "agent-analysis";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final DrillFleet fleet = DrillFleet.up();

    @Test
    void aBrokerWhoseDiskIsFullLosesNothingThatItAcknowledged() {
        List<FleetProcess> instances = fleet.ready();
        FleetProcess kafka = FleetUnderTest.named(instances, "kafka");
        assumeTrue(kafka.canBeLimited(), "needs Linux and the program 'prlimit'");
        fleet.failpoints().arm(AGENT, Failpoint.TOOL_ANSWERED);
        DrillTask task = fleet.load().submit("full-disk", 2, Duration.ZERO);
        String held = fleet.awaitHeld(Failpoint.TOOL_ANSWERED);

        kafka.limitFiles(1);
        fleet.failpoints().release(held, Failpoint.TOOL_ANSWERED);

        await("the broker gives up and is started again")
                .atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(fleet.fleet().instance("kafka").restarts())
                                .isGreaterThan(kafka.restarts()));
        DrillTask next = fleet.load().submit("full-disk", 1, Duration.ZERO);
        assertThat(fleet.checked(List.of(task, next), LONGEST).broken()).isEmpty();
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
