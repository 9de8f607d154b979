package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.load.DrillTask;
import io.agentfleet.faults.load.Invariants;
import io.agentfleet.pause.Boundary;
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
 * At every boundary of a task, one process is held there, a victim is killed with -9, the held one
 * goes on (unless it was the victim): both tasks of the session end, in order, with every effect
 * once.
 *
 * <p>{@code -Dfaults=all} ({@code ./fleet test --all}) runs every victim at every boundary; without
 * it the agent is killed before each thing that is recorded, the others while a tool is at work.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixST {

    private static final String AGENT = "agent-analysis";
    private static final List<String> OTHERS =
            List.of("orchestrator", "tool-registry", "tool-executor", "kafka", "redis");
    private static final Set<Boundary> FOR_THE_AGENT =
            EnumSet.of(
                    Boundary.CLAIMED,
                    Boundary.MODEL_ANSWERED,
                    Boundary.TOOL_CALLED,
                    Boundary.EFFECT_WRITTEN,
                    Boundary.TOOL_ANSWERED,
                    Boundary.RESULT_KEPT);
    private static final Set<Boundary> FOR_OTHERS = EnumSet.of(Boundary.EFFECT_WRITTEN);
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final DrillFleet fleet = DrillFleet.up();
    private final FaultTable table = new FaultTable();
    private int cases;

    static Stream<Arguments> boundariesAndVictims() {
        boolean all = "all".equals(System.getProperty("faults"));
        return Arrays.stream(Boundary.values())
                .flatMap(boundary ->
                        victims(boundary, all).map(victim -> Arguments.of(boundary, victim)));
    }

    private static Stream<String> victims(Boundary boundary, boolean all) {
        return Stream.concat(
                all || FOR_THE_AGENT.contains(boundary) ? Stream.of(AGENT) : Stream.of(),
                all || FOR_OTHERS.contains(boundary) ? OTHERS.stream() : Stream.of());
    }

    @ParameterizedTest(name = "held at {0}, {1} killed")
    @MethodSource("boundariesAndVictims")
    void nothingIsLostAndNothingHappensTwice(Boundary boundary, String victim) {
        List<FleetProcess> instances = fleet.ready();
        String session = "matrix-" + ++cases;
        if (boundary == Boundary.DECIDED) {
            fleet.board().arm("orchestrator", boundary);
        } else {
            fleet.board().arm(AGENT, Boundary.CLAIMED);
        }
        List<DrillTask> tasks =
                List.of(
                        fleet.load().submit(session, 1, Duration.ZERO),
                        fleet.load().submit(session, 1, Duration.ZERO));
        Held held = awaitHeld(boundary, tasks.getFirst());

        Instant struck = Instant.now();
        killed(victim, held, instances).kill();
        goOn(boundary, held, victim);

        Invariants promises = fleet.checked(tasks, LONGEST);
        table.add(
                boundary, victim, tasks.size(), promises, Duration.between(struck, Instant.now()));
        assertThat(promises.broken()).isEmpty();
    }

    /**
     * @param agent that carries out the run; empty if none does
     * @param instance that is held
     */
    private record Held(String agent, String instance) {}

    /** From the run's first boundary to the one that is asked for, with one process held at it. */
    private Held awaitHeld(Boundary boundary, DrillTask task) {
        if (boundary == Boundary.DECIDED) {
            return new Held("", fleet.awaitHeld(boundary));
        }
        String agent = fleet.awaitHeld(Boundary.CLAIMED);
        if (boundary == Boundary.CLAIMED) {
            return new Held(agent, agent);
        }
        if (boundary.kind().equals("agent")) {
            fleet.board().arm(AGENT, boundary);
            fleet.board().release(agent, Boundary.CLAIMED);
            return new Held(agent, fleet.awaitHeld(boundary));
        }
        // the search beside it calls a tool too: only when that is over, the call is the agent's
        fleet.board().arm(AGENT, Boundary.TOOL_CALLED);
        fleet.board().release(agent, Boundary.CLAIMED);
        fleet.awaitHeld(Boundary.TOOL_CALLED);
        fleet.awaitNode(task, "search");
        fleet.board().arm(boundary.kind(), boundary);
        fleet.board().release(agent, Boundary.TOOL_CALLED);
        return new Held(agent, fleet.awaitHeld(boundary));
    }

    private static FleetProcess killed(String victim, Held held, List<FleetProcess> instances) {
        boolean theAgent = victim.equals(AGENT) && !held.agent().isEmpty();
        return FleetUnderTest.named(instances, theAgent ? held.agent() : victim);
    }

    private void goOn(Boundary boundary, Held held, String victim) {
        boolean dead = held.instance().startsWith(victim);
        if (dead) {
            fleet.board().forget(held.instance(), boundary);
        } else {
            fleet.board().release(held.instance(), boundary);
        }
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.board().clear();
    }
}
