package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.load.DrillTask;
import io.agentfleet.faults.load.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At every failpoint of a task, one process is held there, a victim is killed with -9, the held one
 * goes on (unless it was the victim): both tasks of the session end, in order, with every effect
 * once.
 *
 * <p>{@code -Dfaults=all} ({@code ./fleet test --all}) runs every victim at every failpoint;
 * without it the agent is killed before each thing that is recorded, the others while a tool is at
 * work.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixST {

    private static final String AGENT = "agent-analysis";
    private static final List<String> OTHERS =
            List.of("orchestrator", "tool-registry", "tool-executor", "kafka", "redis");
    private static final Set<Failpoint> FOR_THE_AGENT =
            EnumSet.of(
                    Failpoint.CLAIMED,
                    Failpoint.MODEL_ANSWERED,
                    Failpoint.TOOL_CALLED,
                    Failpoint.EFFECT_WRITTEN,
                    Failpoint.TOOL_ANSWERED,
                    Failpoint.RESULT_KEPT);
    private static final Set<Failpoint> FOR_OTHERS = EnumSet.of(Failpoint.EFFECT_WRITTEN);
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final DrillFleet fleet = DrillFleet.up();
    private final FaultTable table = new FaultTable();
    private int cases;

    static Stream<Arguments> failpointsAndVictims() {
        boolean all = "all".equals(System.getProperty("faults"));
        return Arrays.stream(Failpoint.values())
                .flatMap(point -> victims(point, all).map(victim -> Arguments.of(point, victim)));
    }

    private static Stream<String> victims(Failpoint point, boolean all) {
        return Stream.concat(
                all || FOR_THE_AGENT.contains(point) ? Stream.of(AGENT) : Stream.of(),
                all || FOR_OTHERS.contains(point) ? OTHERS.stream() : Stream.of());
    }

    @ParameterizedTest(name = "held at {0}, {1} killed")
    @MethodSource("failpointsAndVictims")
    void nothingIsLostAndNothingHappensTwice(Failpoint point, String victim) {
        List<FleetProcess> instances = fleet.ready();
        String session = "matrix-" + ++cases;
        if (point == Failpoint.DECIDED) {
            fleet.failpoints().arm("orchestrator", point);
        } else {
            fleet.failpoints().arm(AGENT, Failpoint.CLAIMED);
        }
        List<DrillTask> tasks =
                List.of(
                        fleet.load().submit(session, 1, Duration.ZERO),
                        fleet.load().submit(session, 1, Duration.ZERO));
        Held held = awaitHeld(point, tasks.getFirst());

        Instant struck = Instant.now();
        killed(victim, held, instances).kill();
        goOn(point, held, victim);

        Invariants invariants = fleet.checked(tasks, LONGEST);
        table.add(point, victim, tasks.size(), invariants, Duration.between(struck, Instant.now()));
        assertThat(invariants.broken()).isEmpty();
    }

    /**
     * @param agent that carries out the run; empty if none does
     * @param instance that is held
     */
    private record Held(String agent, String instance) {}

    /** From the run's first failpoint to the one that is asked for, with one process held at it. */
    private Held awaitHeld(Failpoint point, DrillTask task) {
        if (point == Failpoint.DECIDED) {
            return new Held("", fleet.awaitHeld(point));
        }
        String agent = fleet.awaitHeld(Failpoint.CLAIMED);
        if (point == Failpoint.CLAIMED) {
            return new Held(agent, agent);
        }
        if (point.kind().equals("agent")) {
            fleet.failpoints().arm(AGENT, point);
            fleet.failpoints().release(agent, Failpoint.CLAIMED);
            return new Held(agent, fleet.awaitHeld(point));
        }
        // the search beside it calls a tool too: only when that is over, the call is the agent's
        fleet.failpoints().arm(AGENT, Failpoint.TOOL_CALLED);
        fleet.failpoints().release(agent, Failpoint.CLAIMED);
        fleet.awaitHeld(Failpoint.TOOL_CALLED);
        fleet.awaitNode(task, "search");
        fleet.failpoints().arm(point.kind(), point);
        fleet.failpoints().release(agent, Failpoint.TOOL_CALLED);
        return new Held(agent, fleet.awaitHeld(point));
    }

    private static FleetProcess killed(String victim, Held held, List<FleetProcess> instances) {
        boolean theAgent = victim.equals(AGENT) && !held.agent().isEmpty();
        return FleetUnderTest.named(instances, theAgent ? held.agent() : victim);
    }

    private void goOn(Failpoint point, Held held, String victim) {
        boolean dead = held.instance().startsWith(victim);
        if (dead) {
            fleet.failpoints().forget(held.instance(), point);
        } else {
            fleet.failpoints().release(held.instance(), point);
        }
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
