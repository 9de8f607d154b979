package io.agentfleet.agent.execution;

import io.agentfleet.agent.run.CancellationSignal;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentProgressEvent;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Watches every run of this process: stops it when it is cancelled and at its deadline, and tells
 * the fleet from time to time that it is still at work.
 */
public final class RunWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunWatch.class);

    private final RecordLog log;
    private final InstantSource clock;
    private final Duration timeLimit;
    private final Duration heartbeatInterval;
    private final Cancellations cancellations;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("run-watch").factory());

    /**
     * @param timeLimit of runs without a deadline of their own
     * @param heartbeatInterval between two signs of life, and before the first
     */
    public RunWatch(
            RecordLog log,
            InstantSource clock,
            Duration timeLimit,
            Duration heartbeatInterval,
            Cancellations cancellations) {
        this.log = log;
        this.clock = clock;
        this.timeLimit = timeLimit;
        this.heartbeatInterval = heartbeatInterval;
        this.cancellations = cancellations;
        timer.setRemoveOnCancelPolicy(true); // or each run that ended waits for its deadline
    }

    Instant now() {
        return clock.instant();
    }

    /** When a run of the task that starts now must be over. */
    Instant endOf(Task task) {
        return task.limits().deadline().orElseGet(() -> clock.instant().plus(timeLimit));
    }

    /** Waits until no run can start that was cancelled before. */
    void awaitOrders() throws InterruptedException {
        cancellations.awaitOrders();
    }

    /** What watches one run; stop it when the run is over. */
    final class Watched {

        private final Task task;
        private final CancellationSignal signal;
        private final Future<?> deadline;
        private final Future<?> signs;

        private Watched(Task task, CancellationSignal signal, Future<?> deadline, Future<?> signs) {
            this.task = task;
            this.signal = signal;
            this.deadline = deadline;
            this.signs = signs;
        }

        /** Cancels the run. */
        CancellationSignal signal() {
            return signal;
        }

        void stop() {
            deadline.cancel(false);
            signs.cancel(false);
            cancellations.forget(task, signal);
        }
    }

    Watched start(Task task) {
        CancellationSignal signal = cancellations.register(task);
        Instant end = endOf(task);
        long left = Duration.between(clock.instant(), end).toMillis();
        Runnable expire =
                () ->
                        signal.expire(
                                "task %s was not done by %s: give it more time or less to do"
                                        .formatted(task.id(), end));
        if (left <= 0) {
            expire.run();
        }
        long interval = heartbeatInterval.toMillis();
        return new Watched(
                task,
                signal,
                timer.schedule(expire, Math.max(0, left), TimeUnit.MILLISECONDS),
                timer.scheduleAtFixedRate(
                        () -> sayAlive(task), interval, interval, TimeUnit.MILLISECONDS));
    }

    /** On a thread of its own: a log that is away must not hold up the deadlines. */
    private void sayAlive(Task task) {
        Thread.ofVirtual().name("run-heartbeat").start(() -> publishHeartbeat(task));
    }

    private void publishHeartbeat(Task task) {
        try {
            log.publishAsync(Topics.PROGRESS, task.session().value(), event(task));
        } catch (FleetException e) {
            LOG.warnf("heartbeat_not_published task=%s reason=%s", task.id(), e.getMessage());
        }
    }

    private AgentProgressEvent event(Task task) {
        return AgentProgressEvent.newBuilder()
                .setTaskId(task.id().value())
                .setRootTaskId(task.rootId().value())
                .setSessionId(task.session().value())
                .setAgent(task.agent().value())
                .setNodeId(task.nodeId())
                .setAttempt(task.attempt())
                .setCreatedAt(clock.instant())
                .setTenant(task.tenant())
                .build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
