package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.load.DrillTask;
import io.agentfleet.faults.load.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every service is asked to end (SIGTERM), one after another, while tasks of twenty sessions run:
 * it ends by itself inside its grace, and no task is lost or done twice.
 *
 * <p>{@code -Dgraceful.tasks=10} makes it two hundred tasks instead of sixty.
 */
class GracefulST {

    /** As {@code terminationGracePeriodSeconds} in {@code k8s}, less the five of its preStop. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private static final Set<String> PARTS = Set.of("kafka", "redis", "registry");
    private static final int SESSIONS = 20;
    private static final int TASKS_EACH = Integer.getInteger("graceful.tasks", 3);
    private static final Duration MODEL = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final DrillFleet fleet = DrillFleet.up();

    @Test
    void nothingIsLostOrDoneTwiceWhenEveryServiceIsAskedToEndUnderLoad() {
        List<FleetProcess> instances = fleet.ready();
        List<DrillTask> tasks = new ArrayList<>();
        for (int i = 0; i < SESSIONS * TASKS_EACH; i++) {
            tasks.add(fleet.load().submit("graceful-" + i % SESSIONS, 1, MODEL));
        }
        for (FleetProcess service : instances) {
            if (!PARTS.contains(service.service())) {
                int open = fleet.load().open();
                Duration took = service.terminate(GRACE);
                System.out.printf(
                        "%-16s ended %d ms after SIGTERM, %d tasks under way%n",
                        service.name(), took.toMillis(), open);
                assertThat(open).as("tasks under way").isPositive();
            }
        }
        Invariants invariants = fleet.checked(tasks, LONGEST);
        System.out.printf(
                "%d tasks, %d effects, %d told again, p99 %d ms%n",
                tasks.size(), invariants.effects(), invariants.retold(), p99(tasks).toMillis());
        assertThat(invariants.broken()).isEmpty();
        assertThat(fleet.ready()).hasSameSizeAs(instances);
    }

    /** From the log's acceptance, waiting for the session's turn included. */
    private Duration p99(List<DrillTask> tasks) {
        List<Duration> took = tasks.stream().map(fleet.load()::took).sorted().toList();
        return took.get(took.size() * 99 / 100);
    }
}
