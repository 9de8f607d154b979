package io.agentfleet.agent.task;

import io.agentfleet.agent.run.AgentRunner;
import io.agentfleet.agent.run.CancellationSignal;
import io.agentfleet.agent.run.RunResult;
import io.agentfleet.agent.run.Task;
import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.agent.view.TaskStory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Every run of this process, whichever door it came through: can be cancelled, ends at its
 * deadline, is counted.
 */
public final class AgentRuns implements AutoCloseable {

    private final AgentRunner runner;
    private final Cancellations cancellations;
    private final AgentMeters meters;
    private final InstantSource clock;
    private final Duration timeLimit;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("run-deadlines").factory());

    /**
     * @param timeLimit of runs without a deadline of their own
     */
    public AgentRuns(
            AgentRunner runner,
            Cancellations cancellations,
            AgentMeters meters,
            InstantSource clock,
            Duration timeLimit) {
        this.runner = runner;
        this.cancellations = cancellations;
        this.meters = meters;
        this.clock = clock;
        this.timeLimit = timeLimit;
    }

    /** Runs the task on the calling thread, telling its steps from it. */
    public RunResult run(Task task, Consumer<TaskEvent.Stepped> steps) {
        CancellationSignal signal = cancellations.register(task);
        ScheduledFuture<?> deadline = expireInTime(task, signal);
        meters.started(task.agent());
        try {
            RunResult result =
                    runner.run(
                            task,
                            signal,
                            step -> steps.accept(TaskStory.stepped(task, step, clock.instant())));
            meters.ended(task.agent(), result);
            return result;
        } finally {
            meters.left(task.agent());
            deadline.cancel(false);
            cancellations.forget(task, signal);
        }
    }

    private ScheduledFuture<?> expireInTime(Task task, CancellationSignal signal) {
        Instant now = clock.instant();
        Instant end = task.limits().deadline().orElse(now.plus(timeLimit));
        return deadlines.schedule(
                () ->
                        signal.expire(
                                "task %s was not done by %s: give it more time or less to do"
                                        .formatted(task.id(), end)),
                Math.max(0, Duration.between(now, end).toMillis()),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }
}
