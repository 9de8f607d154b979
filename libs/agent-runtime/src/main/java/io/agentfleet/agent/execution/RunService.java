package io.agentfleet.agent.execution;

import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.agent.run.AgentRunner;
import io.agentfleet.agent.run.RunCompletion;
import io.agentfleet.agent.trace.AgentSpans;
import io.agentfleet.agent.trace.RunSpan;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.telemetry.LogKeys;
import io.agentfleet.telemetry.LogScope;
import io.agentfleet.telemetry.trace.OpenSpan;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Runs the tasks of this process, from Kafka, REST and gRPC. Every run has one owner in the fleet,
 * can be cancelled, ends at its deadline and is counted. An attempt that has ended is not run
 * again: its kept result is given again. A run that broke off goes on from its journal.
 */
public final class RunService {

    private static final Logger LOG = Logger.getLogger(RunService.class);

    private final AgentRunner runner;
    private final Leases leases;
    private final RunWatch watch;
    private final ResultPublisher publisher;
    private final AgentMeters meters;
    private final AgentSpans spans;

    public RunService(
            AgentRunner runner,
            Leases leases,
            RunWatch watch,
            ResultPublisher publisher,
            AgentMeters meters,
            AgentSpans spans) {
        this.runner = runner;
        this.leases = leases;
        this.watch = watch;
        this.publisher = publisher;
        this.meters = meters;
        this.spans = spans;
    }

    /**
     * Carries out a task that came by log. Returns when its result is kept and then on the log,
     * when a later attempt is known, or when it was left as it stands.
     *
     * @param sender the trace that the task came with
     * @param mine asked while another process is at it: false once that process answers for it
     * @return Left only if the task's record must come again, here or elsewhere
     */
    public RunCompletion carryOut(Task task, Context sender, BooleanSupplier mine)
            throws InterruptedException {
        String topic = Topics.tasks(task.agent());
        try (OpenSpan _ = spans.process(topic, task.session().value(), sender)) {
            publisher.accepted(task);
            while (mine.getAsBoolean()) {
                RunCompletion done = attempt(task, publisher.steps(task), mine, outcome -> true);
                switch (done) {
                    case RunCompletion.Ended ended -> {
                        publisher.ended(task, ended);
                        return ended;
                    }
                    case RunCompletion.Superseded(int known) when known <= task.attempt() ->
                            LOG.warnf("run_superseded task=%s", task.id());
                    case RunCompletion.Superseded _, RunCompletion.Left _ -> {
                        return done;
                    }
                }
            }
            return new RunCompletion.Left(ErrorCode.CANCELLED, "its partition has moved");
        } catch (RuntimeException | Error e) {
            publisher.publish(task, broken(e));
            throw e;
        }
    }

    /** A task that broke what surrounds its run ends like one that failed. */
    private RunCompletion.Ended broken(Throwable cause) {
        String what = "The task broke its agent: %s; see the agent's log".formatted(cause);
        return new RunCompletion.Ended(
                notRun(ErrorCode.INTERNAL, what), runner.versions(), watch.now());
    }

    /** Publishes a failed result for an unusable task record, so that its caller gets an answer. */
    public void refuse(AgentTaskEvent event, ErrorCode code, String reason)
            throws InterruptedException {
        publisher.refused(event, code, reason);
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
                switch (attempt(asked, steps, () -> true, RunService::isFinal)) {
                    case RunCompletion.Ended ended -> {
                        return ended.result();
                    }
                    case RunCompletion.Superseded later ->
                            asked = task.withAttempt(later.attempt());
                    case RunCompletion.Left left -> {
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

    private static RunResult notRun(ErrorCode code, String reason) {
        RunOutcome outcome =
                code == ErrorCode.CANCELLED
                        ? new RunOutcome.Cancelled(reason)
                        : new RunOutcome.Failed(code, reason);
        return new RunResult(
                outcome, List.of(), 0, TokenUsage.NONE, Money.NONE, 0, Duration.ZERO, false);
    }

    /**
     * Carries out an attempt of a task unless it has ended; waits while another process is at it.
     *
     * @param wanted checked while waiting: false once another instance owns the task
     * @param stored which outcomes are kept: the others may be tried again
     */
    private RunCompletion attempt(
            Task task,
            Consumer<TaskEvent.Stepped> steps,
            BooleanSupplier wanted,
            Predicate<RunOutcome> stored)
            throws InterruptedException {
        watch.awaitOrders();
        try (LogScope _ = logs(task);
                RunSpan span = spans.invokeAgent(task)) {
            return switch (leases.claim(task, watch.endOf(task), wanted, span.mark())) {
                case ClaimResult.Granted granted -> {
                    goesOn(task, granted, span);
                    RunCompletion done = run(task, granted, steps, stored);
                    show(span, done);
                    yield done;
                }
                case ClaimResult.Ended ended -> CompletionJson.read(ended.result());
                case ClaimResult.Superseded later -> new RunCompletion.Superseded(later.attempt());
                case ClaimResult.Held held ->
                        new RunCompletion.Left(
                                ErrorCode.CANCELLED, "%s has it".formatted(held.owner()));
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
                .ifPresent(earlier -> spans.goesOn(task, earlier.mark(), earlier.brokeOff(), span));
    }

    private static void show(RunSpan span, RunCompletion done) {
        switch (done) {
            case RunCompletion.Ended ended -> span.ended(ended.result());
            case RunCompletion.Superseded _ -> span.left(ErrorCode.SUPERSEDED.wire());
            case RunCompletion.Left left -> span.left(left.code().wire());
        }
    }

    private RunCompletion run(
            Task task,
            ClaimResult.Granted granted,
            Consumer<TaskEvent.Stepped> steps,
            Predicate<RunOutcome> stored)
            throws InterruptedException {
        Claim claim = granted.claim();
        try {
            RunCompletion done = loop(task, granted, steps);
            if (done instanceof RunCompletion.Ended ended) {
                count(ended.result());
                if (stored.test(ended.result().outcome())) {
                    leases.end(claim, CompletionJson.write(ended));
                }
            }
            return done;
        } catch (FleetException e) {
            if (e.code() != ErrorCode.SUPERSEDED) {
                throw e;
            }
            return new RunCompletion.Superseded(task.attempt());
        } finally {
            leases.release(claim);
        }
    }

    private RunCompletion loop(
            Task task, ClaimResult.Granted granted, Consumer<TaskEvent.Stepped> steps) {
        RunWatch.Watched watched = watch.start(task);
        meters.started(Duration.between(task.createdAt(), watch.now()));
        try {
            return runner.run(
                    task,
                    leases.replay(granted),
                    watched.signal(),
                    step -> steps.accept(RunEvents.stepped(task, step, watch.now())));
        } finally {
            watched.stop();
            meters.left();
        }
    }

    private void count(RunResult result) {
        meters.ended(result);
        LOG.infof(
                "run_ended state=%s steps=%d tokens=%d tool_calls=%d duration_ms=%d error=%s",
                RunEvents.state(result.outcome()),
                result.steps(),
                result.usage().total(),
                result.toolCalls(),
                result.took().toMillis(),
                RunEvents.code(result.outcome()).map(ErrorCode::wire).orElse(""));
    }
}
