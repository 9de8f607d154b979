package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.fleet.NetworkNamespaceHost;
import io.agentfleet.faults.load.DrillTask;
import io.agentfleet.pause.Boundary;
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
            List<DrillTask> tasks = new ArrayList<>(untilHeld(Boundary.TOOL_ANSWERED, "cut"));

            host.cut();
            fleet.board().release(FAR, Boundary.TOOL_ANSWERED);
            assertThat(fleet.checked(tasks, LONGEST).broken()).isEmpty();
            host.mend();

            tasks.addAll(untilHeld(Boundary.CLAIMED, "mended")); // it is back at work
            fleet.board().release(FAR, Boundary.CLAIMED);
            assertThat(fleet.checked(tasks, LONGEST).broken()).isEmpty();
        }
    }

    private static List<Integer> ports(List<FleetProcess> instances) {
        return Stream.of("kafka", "redis", "registry", "tool-registry")
                .map(name -> FleetUnderTest.named(instances, name).port())
                .toList();
    }

    /** Tasks of new sessions, one after another, until one of them came to the far agent. */
    private List<DrillTask> untilHeld(Boundary boundary, String sessions) {
        List<DrillTask> tasks = new ArrayList<>();
        fleet.board().arm(FAR, boundary);
        while (fleet.board().held(boundary).isEmpty()) {
            assertThat(tasks).as("tasks, and none came to " + FAR).hasSizeLessThan(200);
            DrillTask task = fleet.load().submit(sessions + tasks.size(), 1, Duration.ZERO);
            tasks.add(task);
            fleet.awaitEndOrHeld(task, boundary, LONGEST);
        }
        return tasks;
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.board().clear();
    }
}
