package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.load.DrillTask;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A model call that takes longer than every time-out around it, while other members of the fleet
 * die: nobody begins the run a second time.
 *
 * <p>{@code -Dslow.model=20m} does it with a real twenty minutes.
 */
class SlowModelST {

    private static final String AGENT = "agent-analysis";

    private final DrillFleet fleet = DrillFleet.up();

    @Test
    void aSlowModelCallIsWaitedForAndNotRepeated() {
        Duration call =
                Duration.parse(
                        "PT" + System.getProperty("slow.model", "25s").toUpperCase(Locale.ROOT));
        List<FleetProcess> instances = fleet.ready();
        fleet.failpoints().arm(AGENT, Failpoint.CLAIMED);
        DrillTask task = fleet.load().submitSlow("slow", "analysis", call);
        String busy = fleet.awaitHeld(Failpoint.CLAIMED);
        fleet.failpoints().release(busy, Failpoint.CLAIMED);
        fleet.awaitNobodyHeld(Failpoint.CLAIMED);

        fleet.failpoints().arm(AGENT, Failpoint.CLAIMED); // whoever claims it again would be held
        Stream.of(other(busy), "agent-writer", "kafka")
                .map(name -> FleetUnderTest.named(instances, name))
                .forEach(FleetProcess::kill);

        assertThat(fleet.checked(List.of(task), call.plusSeconds(90)).broken()).isEmpty();
        assertThat(fleet.failpoints().held(Failpoint.CLAIMED)).as("claimed again").isEmpty();
        assertThat(fleet.load().outcomes())
                .filteredOn(outcome -> outcome.result().getRootTaskId().equals(task.id()))
                .allSatisfy(outcome -> assertThat(outcome.result().getAttempt()).isEqualTo(1));
    }

    private static String other(String busy) {
        return busy.equals(AGENT) ? AGENT + "-2" : AGENT;
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
