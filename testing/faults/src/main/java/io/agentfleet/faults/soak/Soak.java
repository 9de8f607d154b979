package io.agentfleet.faults.soak;

import io.agentfleet.faults.effects.ExecutionLog;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.fleet.RedisAdmin;
import io.agentfleet.faults.load.DrillLoad;
import io.agentfleet.faults.load.Invariants;
import io.agentfleet.faults.soak.SoakReport.Struck;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Load on a fleet, and one fault after another, until the time is over; then everything is given
 * time to end, and the promises are checked.
 *
 * <p>Threads: tasks are submitted by the caller's, faults are done by one of its own.
 */
final class Soak {

    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofMinutes(5);
    private static final int MOST_OPEN = 200;

    private final FleetUnderTest fleet;
    private final FaultPlan plan;
    private final SoakLoad load;
    private final PrintWriter out;
    private final List<Struck> struck = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException broken;

    /**
     * @param out gets a line per fault
     */
    Soak(FleetUnderTest fleet, FaultPlan plan, SoakLoad load, PrintWriter out) {
        this.fleet = fleet;
        this.plan = plan;
        this.load = load;
        this.out = out;
    }

    SoakReport run(Duration howLong) throws InterruptedException {
        List<FleetProcess> instances = fleet.awaitReady(READY);
        String kafka = FleetUnderTest.named(instances, "kafka").address();
        String registry =
                "http://%s/apis/registry/v3"
                        .formatted(FleetUnderTest.named(instances, "registry").address());
        Instant end = Instant.now().plus(howLong);
        try (DrillLoad tasks = new DrillLoad(kafka, registry)) {
            Thread faults = Thread.ofPlatform().name("faults").start(() -> strikeUntil(end));
            submitUntil(end, tasks);
            faults.join();
            fleet.awaitReady(READY);
            boolean ended = tasks.awaitEnd(LONGEST_END);
            out.println(ended ? "all tasks have ended" : tasks.open() + " tasks have not ended");
            RuntimeException failure = broken;
            if (failure != null) {
                throw failure;
            }
            return report(tasks);
        }
    }

    private SoakReport report(DrillLoad tasks) {
        Invariants invariants =
                Invariants.of(tasks.tasks(), tasks.outcomes(), ExecutionLog.read(fleet.book()));
        return new SoakReport(struck, tasks.tasks(), tasks.outcomes(), invariants);
    }

    private void submitUntil(Instant end, DrillLoad tasks) throws InterruptedException {
        for (int i = 0; Instant.now().isBefore(end); i++) {
            if (tasks.open() < MOST_OPEN) {
                tasks.submit("s" + i % load.sessions(), load.steps(), load.latency());
            }
            Thread.sleep(load.pause());
        }
    }

    private void strikeUntil(Instant end) {
        try {
            while (true) {
                Duration pause = plan.pause();
                if (Instant.now().plus(pause).isAfter(end)) {
                    return;
                }
                Thread.sleep(pause);
                strike(plan.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken = e;
        }
    }

    private void strike(Fault fault) throws InterruptedException {
        FleetProcess victim = fleet.instance(fault.victim());
        if (victim.pid() == 0) {
            out.println("%s  %-20s is down already".formatted(Instant.now(), fault.victim()));
            return;
        }
        out.println("%s  %-20s %s".formatted(Instant.now(), fault.victim(), fault.verb()));
        struck.add(new Struck(fault, Instant.now()));
        switch (fault) {
            case Fault.Kill _ -> victim.kill();
            case Fault.Empty _ -> empty(victim);
            case Fault.Freeze(_, Duration howLong) -> {
                victim.freeze();
                try {
                    Thread.sleep(howLong);
                } finally {
                    victim.thaw();
                }
            }
        }
    }

    private void empty(FleetProcess redis) {
        try {
            new RedisAdmin(fleet.home()).empty(redis.port());
        } catch (RuntimeException e) {
            out.println("  not done: " + e.getMessage()); // it is just being started again
        }
    }
}
