package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.fleet.RedisAdmin;
import io.agentfleet.faults.load.DrillTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything in Redis is gone in the middle of a task, with and without its agent dying too. */
class EmptiedRedisST {

    private static final String AGENT = "agent-analysis";
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final DrillFleet fleet = DrillFleet.up();

    @ParameterizedTest(name = "held at {0}, agent killed too: {1}")
    @CsvSource({"MODEL_JOURNALED, false", "TOOL_JOURNALED, false", "TOOL_JOURNALED, true"})
    void tasksFinishEffectsHappenOnceAndViewsComeBack(Failpoint point, boolean agentDies) {
        List<FleetProcess> instances = fleet.ready();
        String session = "emptied-%s-%s".formatted(point.wire(), agentDies);
        DrillTask earlier = fleet.load().submit(session, 1, Duration.ZERO);
        assertThat(fleet.checked(List.of(earlier), LONGEST).broken()).isEmpty();
        fleet.failpoints().arm(AGENT, point);
        DrillTask task = fleet.load().submit(session, 2, Duration.ZERO);
        String held = fleet.awaitHeld(point);

        Instant emptied = Instant.now();
        new RedisAdmin(fleet.fleet().home()).empty(FleetUnderTest.named(instances, "redis").port());
        if (agentDies) {
            FleetUnderTest.named(instances, held).kill();
            fleet.failpoints().forget(held, point);
        } else {
            fleet.failpoints().release(held, point);
        }

        assertThat(fleet.checked(List.of(earlier, task), LONGEST).broken()).isEmpty();
        awaitView(earlier, emptied);
        awaitView(task, emptied);
    }

    private void awaitView(DrillTask task, Instant emptied) {
        String url = fleet.rest("/tasks/" + task.id());
        await("the view of " + task.id())
                .atMost(LONGEST)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(fleet.get(url).path("status").asText()).isEqualTo("COMPLETED"));
        System.out.printf(
                "view of %s is back %.1f s after Redis was emptied%n",
                task.id(), Duration.between(emptied, Instant.now()).toMillis() / 1000.0);
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
