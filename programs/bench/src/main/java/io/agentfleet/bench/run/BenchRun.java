package io.agentfleet.bench.run;

import io.agentfleet.bench.baseline.KafkaBaseline;
import io.agentfleet.bench.fleet.BenchFleet;
import io.agentfleet.bench.fleet.ViewLag;
import io.agentfleet.bench.load.ClosedLoop;
import io.agentfleet.bench.load.FleetTasks;
import io.agentfleet.bench.load.LoadTarget;
import io.agentfleet.bench.load.OpenLoop;
import io.agentfleet.bench.load.StopCondition;
import io.agentfleet.bench.measure.Timing;
import io.agentfleet.bench.measure.Usage;
import io.agentfleet.bench.report.BenchReport;
import io.agentfleet.bench.report.ListFigures;
import io.agentfleet.bench.report.LoopFigures;
import io.agentfleet.bench.report.ScalingFigures;
import io.agentfleet.bench.report.WaitingFigures;
import io.agentfleet.schemas.AgentName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures everything in order: per guarantee a fresh fleet, heated up, and for each load a
 * warm-up, the fleet, then the floor on the same Kafka; at last the sessions that wait.
 */
public final class BenchRun {

    private static final int PARTITIONS = 6;
    private static final Duration VIEWS = Duration.ofMinutes(2);
    private static final int HEATING_CLIENTS = 64;
    private static final Duration HEATING_ROUND = Duration.ofSeconds(30);
    private static final double WORTH_GOING_ON = 1.05;
    private static final int ROUNDS_NO_FASTER = 6;

    private final BenchPlan plan;
    private final Consumer<String> progress;
    private final List<LoopFigures> loops = new ArrayList<>();

    /**
     * @param progress called as each stage begins and ends
     */
    public BenchRun(BenchPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs to its end. */
    public BenchReport run() throws InterruptedException {
        if (!plan.clients().isEmpty() || plan.openRate() > 0) {
            for (Guarantee guarantee : plan.guarantees()) {
                measure(guarantee);
            }
        }
        Optional<WaitingFigures> waiting =
                plan.waiting() == 0
                        ? Optional.empty()
                        : Optional.of(new WaitingRun(plan, progress).run());
        Optional<ScalingFigures> scaling =
                plan.scaling().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ScalingRun(plan, plan.scaling().get(), progress).run());
        Optional<ListFigures> lists =
                plan.lists() == 0
                        ? Optional.empty()
                        : Optional.of(new ListsRun(plan, progress).run());
        return new BenchReport(
                "goal '%s': plan; search and analysis side by side; writer. Planner: one model call. Each other: model call, keep_book, model call (with one step)"
                        .formatted(plan.goal()),
                Machine.words(),
                plan.heat().toSeconds(),
                plan.warmUp().toSeconds(),
                loops,
                waiting,
                scaling,
                lists);
    }

    private void measure(Guarantee guarantee) throws InterruptedException {
        progress.accept("starting a drill fleet, " + guarantee.wire());
        try (BenchFleet fleet =
                        BenchFleet.up(
                                plan.root(),
                                plan.home(),
                                Map.of("FLEET_FLOW_GUARANTEE", guarantee.wire()));
                FleetTasks tasks =
                        new FleetTasks(
                                fleet.kafka(),
                                fleet.registry(),
                                AgentName.ORCHESTRATOR,
                                plan.goal());
                ViewLag views = new ViewLag(fleet.kafka())) {
            Sides sides = new Sides(guarantee, fleet, tasks, views);
            heat(sides);
            for (int clients : plan.clients()) {
                loops.add(
                        row(
                                clients,
                                0,
                                (until, source) -> ClosedLoop.run(clients, until, source),
                                sides));
            }
            if (plan.openRate() > 0) {
                double rate = plan.openRate();
                loops.add(
                        row(
                                0,
                                rate,
                                (until, source) -> OpenLoop.run(rate, until.length(), source),
                                sides));
            }
        }
    }

    /** A way to ask a source until an end. */
    private interface Load {
        Timing run(StopCondition until, LoadTarget source) throws InterruptedException;
    }

    private record Sides(Guarantee guarantee, BenchFleet fleet, FleetTasks tasks, ViewLag views) {}

    /**
     * Fresh JVMs compile for minutes: under load, so that it is over sooner, until no round of the
     * last three minutes was much faster than the best before it.
     */
    private void heat(Sides sides) throws InterruptedException {
        String name = sides.guarantee().wire();
        Duration used = Duration.ZERO;
        double best = 0;
        int noFaster = 0;
        while (noFaster < ROUNDS_NO_FASTER && used.compareTo(plan.heat()) < 0) {
            Duration left = plan.heat().minus(used);
            Duration round = left.compareTo(HEATING_ROUND) < 0 ? left : HEATING_ROUND;
            Timing heated =
                    ClosedLoop.run(HEATING_CLIENTS, new StopCondition.Time(round), sides.tasks());
            used = used.plus(round);
            noFaster = heated.perSecond() < best * WORTH_GOING_ON ? noFaster + 1 : 0;
            best = Math.max(best, heated.perSecond());
            progress.accept(
                    "%s: %d s under load, not measured: %.1f tasks/s"
                            .formatted(name, used.toSeconds(), heated.perSecond()));
        }
    }

    private LoopFigures row(int clients, double rate, Load load, Sides sides)
            throws InterruptedException {
        String name =
                sides.guarantee().wire()
                        + (clients > 0 ? ", %d clients".formatted(clients) : ", open loop");
        progress.accept(name + ": warm-up");
        load.run(new StopCondition.Time(plan.warmUp()), sides.tasks());
        sides.views().awaitNone(VIEWS);
        progress.accept(name + ": the fleet");
        Map<String, Long> pids = new HashMap<>(sides.fleet().pids());
        pids.put("bench", ProcessHandle.current().pid());
        Usage before = Usage.of(pids);
        Timing fleet = load.run(plan.until(), sides.tasks());
        Usage used = Usage.of(pids).since(before);
        long behind = sides.views().records();
        Duration caughtUp = sides.views().awaitNone(VIEWS);
        progress.accept(
                "%s: %.1f tasks/s, p50 %.1f ms, p99 %.1f ms, %d failed; the floor"
                        .formatted(
                                name,
                                fleet.perSecond(),
                                fleet.p50Ms(),
                                fleet.p99Ms(),
                                fleet.failed()));
        return new LoopFigures(
                sides.guarantee().wire(),
                clients,
                rate,
                fleet,
                floor(load, sides),
                used,
                behind,
                caughtUp.toMillis());
    }

    /** It is there only while it is measured: its threads would take from the fleet's time. */
    private Timing floor(Load load, Sides sides) throws InterruptedException {
        try (KafkaBaseline floor =
                new KafkaBaseline(
                        sides.fleet().kafka(),
                        PARTITIONS,
                        sides.guarantee() == Guarantee.EXACTLY_ONCE,
                        plan.home().resolve("floor"))) {
            load.run(new StopCondition.Time(plan.warmUp()), floor);
            return load.run(plan.until(), floor);
        }
    }
}
