package io.agentfleet.cli.fleet;

import io.agentfleet.cli.state.Phase;
import io.agentfleet.cli.state.ProcessIdentity;
import io.agentfleet.cli.state.ProcessState;
import io.agentfleet.parts.process.Launch;
import io.agentfleet.parts.process.Processes;
import io.agentfleet.parts.process.RunningPart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one slot filled: starts its process, watches it, starts it again when it ends.
 *
 * <p>Owns the process. One thread of its own; {@link #nudge} and {@link #stop} come from others.
 */
final class Keeper {

    private static final Duration STARTING_LOOK = Duration.ofMillis(250);
    private static final Duration RUNNING_LOOK = Duration.ofSeconds(2);

    /** A probe that is under way when all else has ended. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    /** A start that takes longer lets the next one begin. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(60);

    private final Slot slot;
    private final StateBoard board;
    private final Semaphore turns;
    private final CountDownLatch firstReady = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private volatile boolean renewing;
    private volatile @Nullable RunningPart running;
    private volatile @Nullable Thread keeping;
    private ProcessState state;
    private final BackOff rested;
    private BackOff backOff;

    /**
     * @param turns how many processes may start at once
     */
    Keeper(Slot slot, StateBoard board, Semaphore turns) {
        this.slot = slot;
        this.board = board;
        this.turns = turns;
        this.rested = board.setup().drill() ? BackOff.IN_A_DRILL : BackOff.NONE;
        this.backOff = rested;
        this.state = ProcessState.stopped(slot.service(), slot.instance(), slot.port());
    }

    Slot slot() {
        return slot;
    }

    /** Begins; takes over a process of an earlier supervisor if there is one. */
    void begin(Optional<ProcessState> earlier) {
        board.put(earlier.orElse(state));
        keeping = Thread.ofVirtual().name("keeper-" + slot.name()).start(() -> keep(earlier));
    }

    /** Waits until it was ready once. */
    boolean awaitReady(Duration atMost) throws InterruptedException {
        return firstReady.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    String problem() {
        return state.reason();
    }

    /** Ends a back-off; ends a process whose build is out of date, so that the new one starts. */
    void nudge() {
        wake.release();
        RunningPart part = running;
        if (part != null && !state.build().equals(slot.build().get())) {
            renewing = true;
            part.stop(slot.grace());
        }
    }

    /** Ends the process for good; returns when it is gone and nobody starts it again. */
    void stop() {
        stopping = true;
        wake.release();
        RunningPart part = running;
        if (part != null) {
            part.stop(slot.grace());
        }
        awaitKeeping();
        running = null;
        update(state.in(Phase.STOPPED, ""));
    }

    private void awaitKeeping() {
        Thread thread = keeping;
        try {
            if (thread != null) {
                boolean ignored = thread.join(slot.grace().plus(LAST_LOOK));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Optional<ProcessState> earlier) {
        try {
            Optional<RunningPart> adopted = earlier.flatMap(this::adopt);
            while (!stopping) {
                RunningPart part = adopted.isPresent() ? adopted.get() : startInTurn();
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

    private Optional<RunningPart> adopt(ProcessState earlier) {
        Optional<ProcessHandle> handle = earlier.identity().flatMap(ProcessIdentity::find);
        return handle.map(process -> {
            update(earlier);
            return taken(new RunningPart(slot.launch().get(), process));
        });
    }

    /** Null if it could not even be launched; the reason is in the state. */
    private @Nullable RunningPart startInTurn() throws InterruptedException {
        while (!turns.tryAcquire(STARTING_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (stopping) {
                return null;
            }
        }
        try {
            if (stopping) {
                return null;
            }
            Launch launch = slot.launch().get();
            LogFiles.rotate(slot.log());
            RunningPart part = taken(launch.start());
            update(
                    state.starting(
                            ProcessIdentity.of(part.handle()), Instant.now(), slot.build().get()));
            awaitFirstReadiness(part);
            return part;
        } catch (RuntimeException e) {
            update(state.in(Phase.RESTARTING, String.valueOf(e.getMessage())));
            return null;
        } finally {
            turns.release();
        }
    }

    private RunningPart taken(RunningPart part) {
        running = part;
        if (stopping) {
            part.stop(slot.grace());
        }
        return part;
    }

    private void awaitFirstReadiness(RunningPart part) {
        Instant end = Instant.now().plus(LONGEST_TURN);
        while (!stopping && part.isAlive() && Instant.now().isBefore(end)) {
            if (look(part)) {
                return;
            }
            Processes.awaitEnd(part.handle(), STARTING_LOOK);
        }
    }

    private void watch(RunningPart part) {
        Instant since = Instant.now();
        while (!stopping && part.isAlive()) {
            look(part);
            Processes.awaitEnd(
                    part.handle(), state.state() == Phase.READY ? RUNNING_LOOK : STARTING_LOOK);
        }
        backOff = backOff.afterEnd(Duration.between(since, Instant.now()));
    }

    /** Asks for its readiness once and notes the answer. */
    private boolean look(RunningPart part) {
        Optional<String> problem = part.launch().probe().problem();
        if (stopping || !part.isAlive()) {
            return false;
        }
        if (problem.isPresent()) {
            Phase phase = state.readyAfterMs() == 0 ? Phase.STARTING : Phase.NOT_READY;
            update(state.in(phase, problem.get()));
            return false;
        }
        if (state.readyAfterMs() == 0) {
            Instant start = state.startedAt().orElseGet(Instant::now);
            update(
                    state.readyAfter(
                            Math.max(1, Duration.between(start, Instant.now()).toMillis())));
        } else {
            update(state.in(Phase.READY, ""));
        }
        firstReady.countDown();
        return true;
    }

    private void rest() throws InterruptedException {
        running = null;
        if (renewing) {
            renewing = false;
            backOff = rested;
            update(state.in(Phase.RESTARTING, "takes a new build").restarted());
            return;
        }
        if (backOff.ends() == 0) {
            backOff = backOff.afterEnd(Duration.ZERO);
        }
        String when = backOff.delay().isZero() ? "" : " in " + backOff.delay().toSeconds() + " s";
        String why = "ended; starts again%s%s".formatted(when, LogFiles.lastError(slot.log()));
        update(state.in(backOff.isHopeless() ? Phase.FAILED : Phase.RESTARTING, why).restarted());
        wake.drainPermits();
        boolean woken = wake.tryAcquire(backOff.delay().toMillis(), TimeUnit.MILLISECONDS);
        if (woken && !stopping) {
            backOff = rested;
        }
    }

    private synchronized void update(ProcessState next) {
        if (!next.equals(state)) {
            state = next;
            board.put(next);
        }
    }
}
