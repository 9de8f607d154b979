package io.agentfleet.orchestrator.synchronous;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.agent.execution.RunService;
import io.agentfleet.orchestrator.directory.AgentDirectory;
import io.agentfleet.orchestrator.machine.RetryPolicy;
import io.agentfleet.orchestrator.machine.SessionLimits;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.service.SynchronousRun;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.task.Failure;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.grpc.ClientInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries tasks out while the caller waits: the same machine as the durable flow, driven in memory.
 * A caller who hangs up, or whose deadline passes, stops the agents too.
 */
public final class SynchronousPlanRun implements SynchronousRun, AutoCloseable {

    private final SessionMachine machine;
    private final NodeCalls planner;
    private final NodeCalls agents;
    private final InstantSource clock;

    SynchronousPlanRun(
            SessionMachine machine, NodeCalls planner, NodeCalls agents, InstantSource clock) {
        this.machine = machine;
        this.planner = planner;
        this.agents = agents;
        this.clock = clock;
    }

    /** What its machine goes by. */
    public static SessionLimits limits(SynchronousConfig config, TokenBounds tokens) {
        return new SessionLimits(
                config.timeLimit(),
                new RetryPolicy(config.attempts(), config.retryDelay()),
                config.timeLimit(),
                Duration.ofDays(1),
                tokens);
    }

    /** The run of a service that hosts the planner and knows the agents' addresses. */
    public static SynchronousPlanRun of(
            GrpcChannels channels,
            SessionMachine machine,
            AgentDirectory directory,
            RunService runs,
            InstantSource clock,
            ClientInterceptor... interceptors) {
        return new SynchronousPlanRun(
                machine,
                new LocalPlanner(runs),
                new GrpcAgents(channels, directory, clock, interceptors),
                clock);
    }

    @Override
    public RunResult run(Task task, Consumer<TaskEvent> events) {
        Instant start = clock.instant();
        try {
            TaskEvent.Ended ended =
                    new SynchronousExecution(machine, planner, agents, clock, events)
                            .carryOut(task);
            return result(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RunResult(
                    new RunOutcome.Cancelled("the caller no longer waits"),
                    List.of(),
                    0,
                    TokenUsage.NONE,
                    Money.NONE,
                    0,
                    Duration.between(start, clock.instant()),
                    false);
        }
    }

    private static RunResult result(TaskEvent.Ended ended) {
        return new RunResult(
                outcome(ended),
                ended.artifacts(),
                ended.stepsUsed(),
                new TokenUsage(ended.tokensUsed(), 0),
                ended.cost(),
                ended.toolCalls(),
                Duration.ofMillis(ended.durationMs()),
                ended.unanswered());
    }

    private static RunOutcome outcome(TaskEvent.Ended ended) {
        Optional<Failure> failure = Failure.parse(ended.error());
        if (ended.state() == TaskState.COMPLETED) {
            return failure.<RunOutcome>map(
                            f -> new RunOutcome.Partial(f.code(), f.reason(), ended.output()))
                    .orElseGet(() -> new RunOutcome.Completed(ended.output()));
        }
        Failure why = failure.orElse(new Failure(ErrorCode.INTERNAL, ""));
        return ended.state() == TaskState.CANCELLED
                ? new RunOutcome.Cancelled(why.reason())
                : new RunOutcome.Failed(why.code(), why.reason());
    }

    @Override
    public void close() {
        agents.close();
        planner.close();
    }
}
