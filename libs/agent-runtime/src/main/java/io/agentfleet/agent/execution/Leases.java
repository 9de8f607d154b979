package io.agentfleet.agent.execution;

import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.run.JournalReplay;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * The claims of this process on runs, and its heartbeat: one for all of them. Safe for many
 * threads.
 *
 * <p>A claim that another owner holds is waited for while that owner lives. An owner that was
 * without a heartbeat for longer than the interval is taken over; one whose instance was started
 * again, at once.
 */
public final class Leases implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final OwnerId self;
    private final StepJournal journal;
    private final OwnerHeartbeats owners;
    private final InstantSource clock;
    private final Duration heartbeatInterval;
    private final Set<Claim> atWork = ConcurrentHashMap.newKeySet();
    private final Set<Claim> unreleased = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("owner-heartbeat").factory());

    /**
     * @param self this start of this process
     * @param heartbeatInterval how often this process renews its lease; well below its duration
     */
    public Leases(
            OwnerId self,
            StepJournal journal,
            OwnerHeartbeats owners,
            InstantSource clock,
            Duration heartbeatInterval) {
        this.self = self;
        this.journal = journal;
        this.owners = owners;
        this.clock = clock;
        this.heartbeatInterval = heartbeatInterval;
        var ignored =
                heart.scheduleAtFixedRate(
                        this::publishHeartbeat,
                        0,
                        heartbeatInterval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void publishHeartbeat() {
        try {
            owners.publish(self);
            for (Claim claim : List.copyOf(unreleased)) {
                journal.release(claim);
                unreleased.remove(claim);
            }
        } catch (RuntimeException e) {
            LOG.warnf("owner_heartbeat_not_published owner=%s reason=%s", self, e.getMessage());
        }
    }

    /**
     * Claims the task's attempt; waits while a living owner holds it.
     *
     * @param end when a run of the task must have ended: an owner that holds it a minute longer is
     *     stuck
     * @param wanted asked before each look
     * @param mark names this run for the next owner
     * @return Held only if it is no longer wanted
     */
    ClaimResult claim(Task task, Instant end, BooleanSupplier wanted, String mark)
            throws InterruptedException {
        Watch watch = new Watch(end.plus(GRACE));
        OptionalLong dead = OptionalLong.empty();
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            OptionalLong known = dead;
            ClaimResult answer =
                    RetryUntilAvailable.until(
                            () -> journal.claim(task.id(), task.attempt(), self, known, mark));
            if (answer instanceof ClaimResult.Granted granted) {
                atWork.add(granted.claim());
            }
            if (!(answer instanceof ClaimResult.Held held) || !wanted.getAsBoolean()) {
                return answer;
            }
            dead = watch.isFree(task, held) ? OptionalLong.of(held.fence()) : OptionalLong.empty();
            if (dead.isEmpty()) {
                Thread.sleep(pause);
            } else {
                LOG.warnf("run_taken_over task=%s from=%s", task.id(), held.owner());
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** One look at an owner may fall between two beats, or into an outage of the store. */
    private final class Watch {

        private final Instant stuck;
        private long fence = -1;
        private Instant missingSince = Instant.MAX;

        Watch(Instant stuck) {
            this.stuck = stuck;
        }

        boolean isFree(Task task, ClaimResult.Held held) throws InterruptedException {
            Instant now = clock.instant();
            if (now.isAfter(stuck)) {
                return true;
            }
            return switch (look(task, held)) {
                case REPLACED -> true;
                case ALIVE -> {
                    missingSince = Instant.MAX;
                    yield false;
                }
                case NO_HEARTBEAT -> hasMissedHeartbeats(held, now);
            };
        }

        private boolean hasMissedHeartbeats(ClaimResult.Held held, Instant now) {
            if (held.fence() != fence || missingSince.equals(Instant.MAX)) {
                fence = held.fence();
                missingSince = now;
            }
            return now.isAfter(
                    missingSince.plus(heartbeatInterval).plus(heartbeatInterval.dividedBy(4)));
        }

        private OwnerHeartbeats.Life look(Task task, ClaimResult.Held held)
                throws InterruptedException {
            if (!held.owner().equals(self)) {
                return RetryUntilAvailable.until(() -> owners.look(held.owner()));
            }
            Claim own = new Claim(task.id(), task.attempt(), self, held.fence());
            return atWork.contains(own)
                    ? OwnerHeartbeats.Life.ALIVE
                    : OwnerHeartbeats.Life.NO_HEARTBEAT;
        }
    }

    /** The journal of a granted attempt. */
    JournalReplay replay(ClaimResult.Granted granted) {
        return new JournalReplay(journal, granted);
    }

    /**
     * Keeps a run's result; returns when it is kept.
     *
     * @throws FleetException SUPERSEDED if another owner has the run
     */
    void end(Claim claim, String result) throws InterruptedException {
        RetryUntilAvailable.until(() -> {
            journal.end(claim, result);
            return claim;
        });
        atWork.remove(claim);
    }

    /** Gives back a claim that was not ended; nothing happens for one that was. */
    void release(Claim claim) {
        if (!atWork.contains(claim)) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // or the store is not even asked
        try {
            journal.release(claim);
        } catch (FleetException e) {
            unreleased.add(claim);
        } finally {
            atWork.remove(claim);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Claims that are held now. */
    public int held() {
        return atWork.size();
    }

    /** Other owners need not wait for this owner any more. */
    @Override
    public void close() {
        heart.shutdownNow();
        try {
            owners.leave(self);
        } catch (FleetException e) {
            LOG.debugf("owner_leave_failed owner=%s reason=%s", self, e.getMessage());
        }
    }
}
