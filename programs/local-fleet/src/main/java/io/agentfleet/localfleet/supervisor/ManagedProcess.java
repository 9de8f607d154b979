package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.log.LogFiles;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Processes;
import io.agentfleet.localservers.process.ServerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one process: starts it, watches it, restarts it.
 *
 * <p>Owns the process. One thread of its own; {@link #requestRestart}, {@link #compareAddresses}
 * and {@link #stop} come from others.
 */
final class ManagedProcess {

    private static final Duration STARTING_LOOK = Duration.ofMillis(250);
    private static final Duration RUNNING_LOOK = Duration.ofSeconds(2);

    /** A probe that is under way when all else has ended. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    /** A start that takes longer lets the next one begin. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(60);

    private final ProcessSpec spec;
    private final FleetStateWriter fleetState;
    private final PortAllocator ports;
    private final Semaphore turns;
    private final CountDownLatch firstReady = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private volatile boolean addressesChanged;
    private volatile @Nullable String renewal;
    private volatile @Nullable ServerProcess running;
    private volatile @Nullable Thread keeping;
    private ProcessState state;
    private final RestartPolicy rested;
    private RestartPolicy backOff;

    /**
     * @param ports where a port was chosen for the process
     * @param turns how many processes may start at once
     */
    ManagedProcess(
            ProcessSpec spec, FleetStateWriter fleetState, PortAllocator ports, Semaphore turns) {
        this.spec = spec;
        this.fleetState = fleetState;
        this.ports = ports;
        this.turns = turns;
        this.rested = fleetState.setup().drill() ? RestartPolicy.IN_A_DRILL : RestartPolicy.NONE;
        this.backOff = rested;
        this.state = ProcessState.stopped(spec.service(), spec.instance(), ports.of(spec.name()));
    }

    ProcessSpec spec() {
        return spec;
    }

    /** Begins; takes over a process of an earlier supervisor if there is one. */
    void begin(Optional<ProcessState> earlier) {
        fleetState.put(earlier.orElse(state));
        keeping = Thread.ofVirtual().name("process-" + spec.name()).start(() -> keep(earlier));
    }

    /** Waits until it was ready once. */
    boolean awaitReady(Duration atMost) throws InterruptedException {
        return firstReady.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    String problem() {
        return state.reason();
    }

    /** Ends a back-off; ends a process whose build is out of date, so that the new one starts. */
    void requestRestart() {
        wake.release();
        ServerProcess part = running;
        if (part != null && !state.build().equals(spec.build().get())) {
            renew(part, "takes a new build");
        }
    }

    /** Ends the process so that it starts again. */
    void renew(String why) {
        ServerProcess part = running;
        if (part != null) {
            renew(part, why);
        }
    }

    /** Restarts the process if an address that it was started with has changed. */
    void compareAddresses() {
        addressesChanged = true;
    }

    private void renew(ServerProcess part, String why) {
        renewal = why;
        part.stop(spec.grace());
    }

    /** Stops the process for good; returns when it has ended. */
    void stop() {
        stopping = true;
        wake.release();
        ServerProcess part = running;
        if (part != null) {
            part.stop(spec.grace());
        }
        awaitKeeping();
        running = null;
        update(state.in(ProcessPhase.STOPPED, ""));
    }

    private void awaitKeeping() {
        Thread thread = keeping;
        try {
            if (thread != null) {
                boolean ignored = thread.join(spec.grace().plus(LAST_LOOK));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Optional<ProcessState> earlier) {
        try {
            Optional<ServerProcess> adopted = earlier.flatMap(this::adopt);
            while (!stopping) {
                ServerProcess part = adopted.isPresent() ? adopted.get() : startInTurn();
                adopted = Optional.empty();
                if (part != null) {
                    watch(part);
                }
                if (!stopping) {
                    rest();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ServerProcess> adopt(ProcessState earlier) {
        Optional<ProcessHandle> handle = earlier.identity().flatMap(ProcessIdentity::find);
        return handle.map(process -> {
            update(earlier);
            return taken(new ServerProcess(spec.launch().get(), process));
        });
    }

    /** Null if it could not even be launched; the reason is in the state. */
    private @Nullable ServerProcess startInTurn() throws InterruptedException {
        while (!turns.tryAcquire(STARTING_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (stopping) {
                return null;
            }
        }
        try {
            if (stopping) {
                return null;
            }
            if (ports.moveFromTaken(spec.name())) {
                update(state.at(ports.of(spec.name())));
            }
            Launch launch = spec.launch().get();
            LogFiles.rotate(spec.log());
            ServerProcess part = taken(launch.start());
            update(
                    state.starting(
                            ProcessIdentity.of(part.handle()), Instant.now(), spec.build().get()));
            awaitFirstReadiness(part);
            return part;
        } catch (RuntimeException e) {
            update(state.in(ProcessPhase.RESTARTING, String.valueOf(e.getMessage())));
            return null;
        } finally {
            turns.release();
        }
    }

    private ServerProcess taken(ServerProcess part) {
        running = part;
        if (stopping) {
            part.stop(spec.grace());
        }
        return part;
    }

    private void awaitFirstReadiness(ServerProcess part) {
        Instant end = Instant.now().plus(LONGEST_TURN);
        while (!stopping && part.isAlive() && Instant.now().isBefore(end)) {
            if (look(part)) {
                return;
            }
            Processes.awaitEnd(part.handle(), STARTING_LOOK);
        }
    }

    private void watch(ServerProcess part) {
        Instant since = Instant.now();
        while (!stopping && part.isAlive()) {
            look(part);
            Processes.awaitEnd(
                    part.handle(),
                    state.state() == ProcessPhase.READY ? RUNNING_LOOK : STARTING_LOOK);
        }
        backOff = backOff.afterEnd(Duration.between(since, Instant.now()));
    }

    private void renewIfAddressesChanged(ServerProcess part) {
        if (!addressesChanged) {
            return;
        }
        addressesChanged = false;
        try {
            if (!spec.launch().get().environment().equals(part.launch().environment())) {
                renew(part, "addresses that it uses changed");
            }
        } catch (RuntimeException e) {
            System.err.printf(
                    "%s is not restarted for changed addresses: %s%n", spec.name(), e.getMessage());
        }
    }

    /** Asks for its readiness once and notes the answer. */
    private boolean look(ServerProcess part) {
        renewIfAddressesChanged(part);
        Optional<String> problem = part.launch().probe().problem();
        if (stopping || !part.isAlive()) {
            return false;
        }
        if (problem.isPresent()) {
            ProcessPhase phase =
                    state.readyAfterMs() == 0 ? ProcessPhase.STARTING : ProcessPhase.NOT_READY;
            update(state.in(phase, problem.get()));
            return false;
        }
        if (state.readyAfterMs() == 0) {
            Instant start = state.startedAt().orElseGet(Instant::now);
            update(
                    state.readyAfter(
                            Math.max(1, Duration.between(start, Instant.now()).toMillis())));
        } else {
            update(state.in(ProcessPhase.READY, ""));
        }
        firstReady.countDown();
        return true;
    }

    private void rest() throws InterruptedException {
        running = null;
        String why = renewal;
        if (why != null) {
            renewal = null;
            backOff = rested;
            update(state.in(ProcessPhase.RENEWING, why));
            return;
        }
        if (state.readyAfterMs() == 0 && ports.moveFromTaken(spec.name())) {
            int other = ports.of(spec.name());
            why = "another program took its port; takes %d".formatted(other);
            update(state.at(other).in(ProcessPhase.RENEWING, why));
            return;
        }
        if (backOff.ends() == 0) {
            backOff = backOff.afterEnd(Duration.ZERO);
        }
        String when = backOff.delay().isZero() ? "" : " in " + backOff.delay().toSeconds() + " s";
        why = "ended; starts again%s%s".formatted(when, LogFiles.lastError(spec.log()));
        update(
                state.in(backOff.isHopeless() ? ProcessPhase.FAILED : ProcessPhase.RESTARTING, why)
                        .restarted());
        wake.drainPermits();
        boolean woken = wake.tryAcquire(backOff.delay().toMillis(), TimeUnit.MILLISECONDS);
        if (woken && !stopping) {
            backOff = rested;
        }
    }

    private synchronized void update(ProcessState next) {
        if (!next.equals(state)) {
            state = next;
            fleetState.put(next);
        }
    }
}
