package io.agentfleet.bench.run;

import io.agentfleet.bench.fleet.AgentWatch;
import io.agentfleet.bench.fleet.BenchFleet;
import io.agentfleet.bench.load.ClosedLoop;
import io.agentfleet.bench.load.FleetTasks;
import io.agentfleet.bench.load.StopCondition;
import io.agentfleet.bench.measure.ProcessStat;
import io.agentfleet.bench.measure.Timing;
import io.agentfleet.bench.report.WaitingFigures;
import io.agentfleet.schemas.AgentName;
import java.util.Map;
import java.util.function.Consumer;

/** Sessions that all wait for a slow model in one agent process, sent to its topic at once. */
final class WaitingRun {

    private static final AgentName AGENT = new AgentName("search");
    private static final String PROCESS = "agent-search";
    private static final int WARM_UP = 500;

    private final BenchPlan plan;
    private final Consumer<String> progress;

    WaitingRun(BenchPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    WaitingFigures run() throws InterruptedException {
        progress.accept("starting a drill fleet for sessions that wait");
        String most = Integer.toString(plan.waiting() + 1);
        try (BenchFleet fleet =
                BenchFleet.up(plan.root(), plan.home(), Map.of("FLEET_RUN_MAX_IN_FLIGHT", most))) {
            ask(fleet, WARM_UP, "drill steps=0");
            progress.accept(
                    "%d sessions on a model of %s".formatted(plan.waiting(), plan.latency()));
            return measure(fleet);
        }
    }

    private WaitingFigures measure(BenchFleet fleet) throws InterruptedException {
        long pid = java.util.Objects.requireNonNull(fleet.pids().get(PROCESS));
        long before = ProcessStat.residentBytes(pid);
        double cpu = ProcessStat.cpuSeconds(pid);
        long begun = System.nanoTime();
        AgentWatch watch = new AgentWatch(fleet.port(PROCESS), pid);
        Timing timing;
        try (watch) {
            timing = ask(fleet, plan.waiting(), "drill steps=0 latency=" + plan.latency());
        }
        return new WaitingFigures(
                plan.waiting(),
                plan.latency(),
                timing,
                watch.mostRuns(),
                watch.mostBytes() >> 20,
                before >> 20,
                ProcessStat.cpuSeconds(pid) - cpu,
                (System.nanoTime() - begun) / 1e9);
    }

    private static Timing ask(BenchFleet fleet, int sessions, String goal)
            throws InterruptedException {
        try (FleetTasks tasks = new FleetTasks(fleet.kafka(), fleet.registry(), AGENT, goal)) {
            return ClosedLoop.run(sessions, new StopCondition.Tasks(sessions), tasks);
        }
    }
}
