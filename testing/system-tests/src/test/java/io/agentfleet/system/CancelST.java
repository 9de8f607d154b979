package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.effects.ExecutionLog;
import io.agentfleet.faults.load.DrillTask;
import io.agentfleet.faults.load.ObservedResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task that is told to stop in the middle of work. */
class CancelST {

    private static final String AGENT = "agent-analysis";
    private static final Duration IN_FLIGHT = Duration.ofSeconds(2);

    private final DrillFleet fleet = DrillFleet.up();

    @Test
    void nothingStartsAfterACancel() {
        fleet.ready();
        fleet.failpoints().arm(AGENT, Failpoint.MODEL_ANSWERED);
        DrillTask task = fleet.load().submit("cancel", 20, Duration.ofSeconds(1));
        String held = fleet.awaitHeld(Failpoint.MODEL_ANSWERED);

        fleet.delete(fleet.rest("/tasks/" + task.id()));
        Instant result = Instant.now();
        await("the task is cancelled")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(outcomes(task))
                                .extracting(o -> o.result().getStatus())
                                .containsOnly("CANCELLED"));
        fleet.failpoints().release(held, Failpoint.MODEL_ANSWERED);

        DrillTask next = fleet.load().submit("cancel", 1, IN_FLIGHT);
        assertThat(fleet.checked(List.of(next), Duration.ofSeconds(60)).broken()).isEmpty();
        assertThat(ExecutionLog.read(fleet.fleet().book()).lines())
                .filteredOn(line -> line.root().equals(task.id()))
                .allSatisfy(line ->
                        assertThat(Instant.parse(line.at())).isBefore(result.plus(IN_FLIGHT)))
                .noneMatch(
                        line -> line.agent().equals("analysis") || line.agent().equals("writer"));
        assertThat(outcomes(task)).hasSize(1);
    }

    private List<ObservedResult> outcomes(DrillTask task) {
        return fleet.load().outcomes().stream()
                .filter(outcome -> outcome.result().getTaskId().equals(task.id()))
                .toList();
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
