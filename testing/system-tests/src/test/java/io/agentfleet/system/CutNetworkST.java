package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.fleet.NetworkNamespaceHost;
import io.agentfleet.faults.load.DrillTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An agent on another host, whose network is cut while it works: it goes on computing, hears
 * nothing and is heard by nobody. Others take its run over, and what it still has to say when the
 * network is back is refused.
 */
class CutNetworkST {

    private static final String NEAR = "agent-analysis";
    private static final String FAR = "agent-analysis-far";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final DrillFleet fleet = DrillFleet.up();

    @Test
    void anAgentThatWasCutOffDisturbsNobodyWhenItIsBack() {
        assumeTrue(NetworkNamespaceHost.isPossible(), "needs Linux, root and the program 'ip'");
        List<FleetProcess> instances = fleet.ready();
        try (NetworkNamespaceHost host = new NetworkNamespaceHost(ports(instances))) {
            host.start(
                    FleetUnderTest.named(instances, NEAR), FAR, fleet.fleet().home().resolve(FAR));
            List<DrillTask> tasks = new ArrayList<>(untilHeld(Failpoint.TOOL_ANSWERED, "cut"));

            host.cut();
            fleet.failpoints().release(FAR, Failpoint.TOOL_ANSWERED);
            assertThat(fleet.checked(tasks, LONGEST).broken()).isEmpty();
            host.mend();

            tasks.addAll(untilHeld(Failpoint.CLAIMED, "mended")); // it is back at work
            fleet.failpoints().release(FAR, Failpoint.CLAIMED);
            assertThat(fleet.checked(tasks, LONGEST).broken()).isEmpty();
        }
    }

    private static List<Integer> ports(List<FleetProcess> instances) {
        return Stream.of("kafka", "redis", "registry", "tool-registry")
                .map(name -> FleetUnderTest.named(instances, name).port())
                .toList();
    }

    /** Tasks of new sessions, one after another, until one of them came to the far agent. */
    private List<DrillTask> untilHeld(Failpoint point, String sessions) {
        List<DrillTask> tasks = new ArrayList<>();
        fleet.failpoints().arm(FAR, point);
        while (fleet.failpoints().held(point).isEmpty()) {
            assertThat(tasks).as("tasks, and none came to " + FAR).hasSizeLessThan(200);
            DrillTask task = fleet.load().submit(sessions + tasks.size(), 1, Duration.ZERO);
            tasks.add(task);
            fleet.awaitEndOrHeld(task, point, LONGEST);
        }
        return tasks;
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
