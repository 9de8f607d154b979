package io.agentfleet.bench.run;

import io.agentfleet.bench.fleet.BenchFleet;
import io.agentfleet.bench.load.ClosedLoop;
import io.agentfleet.bench.load.FleetTasks;
import io.agentfleet.bench.load.RecordingTarget;
import io.agentfleet.bench.load.StopCondition;
import io.agentfleet.bench.measure.Timing;
import io.agentfleet.bench.report.PhaseFigures;
import io.agentfleet.bench.report.ScalingFigures;
import io.agentfleet.schemas.AgentName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One agent scaled up and down while tasks for it never stop. What bounds it is work in flight, as
 * with any model that is slow: eight runs at once a process, half a second each call.
 */
final class ScalingRun {

    private static final int IN_FLIGHT = 8;
    private static final int CLIENTS = 48;
    private static final String GOAL = "drill steps=0 latency=500ms";
    private static final Duration SETTLE_TIME = Duration.ofSeconds(10);

    private final BenchPlan plan;
    private final Scaling scaling;
    private final Consumer<String> progress;

    ScalingRun(BenchPlan plan, Scaling scaling, Consumer<String> progress) {
        this.plan = plan;
        this.scaling = scaling;
        this.progress = progress;
    }

    ScalingFigures run() throws InterruptedException {
        progress.accept("starting a drill fleet to scale " + scaling.service());
        String inFlight = Integer.toString(IN_FLIGHT);
        try (BenchFleet fleet =
                        BenchFleet.up(
                                plan.root(),
                                plan.home(),
                                Map.of("FLEET_RUN_MAX_IN_FLIGHT", inFlight));
                FleetTasks tasks =
                        new FleetTasks(
                                fleet.kafka(),
                                fleet.registry(),
                                new AgentName(scaling.agent()),
                                GOAL)) {
            progress.accept("%d s under load, not measured".formatted(plan.heat().toSeconds()));
            ClosedLoop.run(CLIENTS, new StopCondition.Time(plan.heat()), tasks);
            return underLoad(fleet, new RecordingTarget(tasks));
        }
    }

    private ScalingFigures underLoad(BenchFleet fleet, RecordingTarget answers)
            throws InterruptedException {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        List<PhaseFigures> phases = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Timing> load =
                    CompletableFuture.supplyAsync(() -> load(goesOn, answers), threads);
            try {
                for (int replicas : scaling.replicas()) {
                    phases.add(phase(replicas, fleet, answers));
                }
            } finally {
                goesOn.set(false);
            }
            Timing all = load.join();
            return new ScalingFigures(
                    scaling.service(),
                    "%d clients, '%s', %d runs at once a process"
                            .formatted(CLIENTS, GOAL, IN_FLIGHT),
                    all.answered(),
                    all.failed(),
                    phases);
        }
    }

    private static Timing load(AtomicBoolean goesOn, RecordingTarget answers) {
        try {
            return ClosedLoop.run(CLIENTS, new StopCondition.WhileTrue(goesOn::get), answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the load was interrupted", e);
        }
    }

    private PhaseFigures phase(int replicas, BenchFleet fleet, RecordingTarget answers)
            throws InterruptedException {
        progress.accept("%s=%d".formatted(scaling.service(), replicas));
        long ordered = System.nanoTime();
        fleet.scale(scaling.service(), replicas);
        Thread.sleep(SETTLE_TIME);
        long stable = System.nanoTime();
        Duration length = plan.until().length();
        Thread.sleep(length);
        PhaseFigures figures =
                PhaseFigures.of(
                        replicas,
                        ordered,
                        stable,
                        answers.between(ordered, stable),
                        answers.between(stable, System.nanoTime()),
                        length);
        progress.accept(
                "%.1f tasks/s, longest gap of the change %d ms"
                        .formatted(figures.steady().perSecond(), figures.silenceMs()));
        return figures;
    }
}
