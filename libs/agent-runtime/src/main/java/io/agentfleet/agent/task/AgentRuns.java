package io.agentfleet.agent.task;

import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.run.AgentRunner;
import io.agentfleet.agent.run.CancellationSignal;
import io.agentfleet.agent.run.RunEnd;
import io.agentfleet.agent.trace.RunSpan;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.telemetry.LogKeys;
import io.agentfleet.telemetry.LogScope;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Every run of this process, whichever door it came through: has one owner in the fleet, can be
 * cancelled, ends at its deadline, is counted. An attempt that has ended is not run again.
 */
public final class AgentRuns {

    private static final Logger LOG = Logger.getLogger(AgentRuns.class);

    private final AgentRunner runner;
    private final Leases leases;
    private final Cancellations cancellations;
    private final RunWatch watch;
    private final RunTelemetry telemetry;
    private final RunVersions versions;

    public AgentRuns(
            AgentRunner runner,
            Leases leases,
            Cancellations cancellations,
            RunWatch watch,
            RunTelemetry telemetry,
            RunVersions versions) {
        this.runner = runner;
        this.leases = leases;
        this.cancellations = cancellations;
        this.watch = watch;
        this.telemetry = telemetry;
        this.versions = versions;
    }

    /**
     * Runs the task while the caller waits, telling its steps from the calling thread. If the same
     * task is at work elsewhere, waits for it and gives its result, without its steps. A failure
     * that may go away is not kept: the caller repeats the task, which goes on where it stood.
     */
    public RunResult run(Task task, Consumer<TaskEvent.Stepped> steps) {
        try {
            Task asked = task;
            while (true) {
                switch (carryOut(asked, steps, () -> true, AgentRuns::isFinal)) {
                    case RunFate.Ended ended -> {
                        return ended.run().result();
                    }
                    case RunFate.Superseded later -> asked = task.withAttempt(later.attempt());
                    case RunFate.Left left -> {
                        return notRun(left.code(), left.reason());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notRun(ErrorCode.CANCELLED, "the caller no longer waits");
        }
    }

    private static boolean isFinal(RunOutcome outcome) {
        return !(outcome instanceof RunOutcome.Failed failed
                && (failed.code().retryable() || failed.code() == ErrorCode.DEADLINE_EXCEEDED));
    }

    static RunResult notRun(ErrorCode code, String reason) {
        RunOutcome outcome =
                code == ErrorCode.CANCELLED
                        ? new RunOutcome.Cancelled(reason)
                        : new RunOutcome.Failed(code, reason);
        return new RunResult(outcome, List.of(), 0, TokenUsage.NONE, 0, Duration.ZERO, false);
    }

    /**
     * Carries out an attempt of a task unless it has ended; waits while another process is at it.
     * Its result is kept when this returns.
     *
     * @param wanted asked while waiting: false once the task is somebody else's
     */
    RunFate carryOut(Task task, Consumer<TaskEvent.Stepped> steps, BooleanSupplier wanted)
            throws InterruptedException {
        return carryOut(task, steps, wanted, outcome -> true);
    }

    private RunFate carryOut(
            Task task,
            Consumer<TaskEvent.Stepped> steps,
            BooleanSupplier wanted,
            Predicate<RunOutcome> kept)
            throws InterruptedException {
        cancellations.awaitOrders();
        try (LogScope _ = logs(task);
                RunSpan span = telemetry.tracing().invokeAgent(task)) {
            return switch (leases.claim(task, watch.endOf(task), wanted, span.mark())) {
                case ClaimResult.Granted granted -> {
                    goesOn(task, granted, span);
                    RunFate fate = carryOut(task, granted, steps, kept);
                    tell(span, fate);
                    yield fate;
                }
                case ClaimResult.Ended ended -> new RunFate.Ended(KeptRun.parse(ended.result()));
                case ClaimResult.Superseded later -> new RunFate.Superseded(later.attempt());
                case ClaimResult.Held held ->
                        new RunFate.Left(ErrorCode.CANCELLED, "%s has it".formatted(held.owner()));
            };
        }
    }

    private static LogScope logs(Task task) {
        return LogScope.open()
                .with(LogKeys.SESSION, task.session().value())
                .with(LogKeys.ROOT_TASK, task.rootId().value())
                .with(LogKeys.TASK, task.id().value())
                .with(LogKeys.AGENT, task.agent().value());
    }

    private void goesOn(Task task, ClaimResult.Granted granted, RunSpan span) {
        granted.earlier()
                .ifPresent(earlier ->
                        telemetry.tracing().goesOn(task, earlier.mark(), earlier.brokeOff(), span));
    }

    private static void tell(RunResult result) {
        LOG.infof(
                "run_ended state=%s steps=%d tokens=%d tool_calls=%d duration_ms=%d error=%s",
                RunEvents.state(result.outcome()),
                result.steps(),
                result.usage().total(),
                result.toolCalls(),
                result.took().toMillis(),
                RunEvents.code(result.outcome()).map(ErrorCode::wire).orElse(""));
    }

    private static void tell(RunSpan span, RunFate fate) {
        switch (fate) {
            case RunFate.Ended ended -> span.ended(ended.run().result());
            case RunFate.Superseded _ -> span.left(ErrorCode.SUPERSEDED.wire());
            case RunFate.Left left -> span.left(left.code().wire());
        }
    }

    private RunFate carryOut(
            Task task,
            ClaimResult.Granted granted,
            Consumer<TaskEvent.Stepped> steps,
            Predicate<RunOutcome> kept)
            throws InterruptedException {
        Claim claim = granted.claim();
        try {
            return switch (run(task, granted, steps)) {
                case RunEnd.Ended ended -> {
                    telemetry.meters().ended(ended.result());
                    tell(ended.result());
                    yield keep(claim, ended.result(), kept);
                }
                case RunEnd.Abandoned(ErrorCode code, String reason) ->
                        code == ErrorCode.SUPERSEDED
                                ? new RunFate.Superseded(task.attempt())
                                : new RunFate.Left(code, reason);
            };
        } catch (FleetException e) {
            if (e.code() != ErrorCode.SUPERSEDED) {
                throw e;
            }
            return new RunFate.Superseded(task.attempt());
        } finally {
            leases.release(claim);
        }
    }

    private RunEnd run(Task task, ClaimResult.Granted granted, Consumer<TaskEvent.Stepped> steps) {
        CancellationSignal signal = cancellations.register(task);
        telemetry.meters().started(Duration.between(task.createdAt(), watch.now()));
        RunWatch.Watched watched = watch.start(task, signal);
        try {
            return runner.run(
                    task,
                    granted,
                    signal,
                    step -> steps.accept(RunEvents.stepped(task, step, watch.now())));
        } finally {
            watched.stop();
            telemetry.meters().left();
            cancellations.forget(task, signal);
        }
    }

    private RunFate keep(Claim claim, RunResult result, Predicate<RunOutcome> kept)
            throws InterruptedException {
        KeptRun run = KeptRun.of(result, versions.all(), watch.now());
        if (kept.test(result.outcome())) {
            leases.end(claim, run.text());
        }
        return new RunFate.Ended(run);
    }
}
