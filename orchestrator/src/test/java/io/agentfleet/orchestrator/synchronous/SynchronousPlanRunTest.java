package io.agentfleet.orchestrator.synchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.gateway.TokenBudget;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.orchestrator.machine.NodeGrants;
import io.agentfleet.orchestrator.machine.RetryPolicy;
import io.agentfleet.orchestrator.machine.SessionLimits;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.RunUsage;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SynchronousPlanRunTest {

    private static final String PLAN =
            """
            {"nodes":[{"id":"search","agent":"search","prompt":"find","depends_on":[]},
            {"id":"analysis","agent":"analysis","prompt":"count","depends_on":[]},
            {"id":"report","agent":"writer","prompt":"write","depends_on":["search","analysis"]}]}\
            """;

    private static final NodeCalls PLANNER = (task, steps) -> done(task, PLAN);

    private final List<TaskEvent> published = new ArrayList<>();

    @Test
    void callsIndependentAgentsSideBySideAndStreamsTheirSteps() {
        CyclicBarrier together = new CyclicBarrier(2);
        NodeCalls agents =
                (task, steps) -> {
                    steps.accept(step(task));
                    if (!task.nodeId().equals("report")) {
                        meet(together);
                    }
                    return done(task, "output of " + task.nodeId());
                };

        RunResult result = run(agents).run(task(Optional.empty()), published::add);

        assertThat(result.outcome()).isEqualTo(new RunOutcome.Completed("output of report"));
        assertThat(result.steps()).isEqualTo(4);
        assertThat(published.stream().filter(e -> e instanceof TaskEvent.Stepped)).hasSize(3);
        assertThat(published.getLast()).isInstanceOf(TaskEvent.Ended.class);
    }

    @Test
    void callsAnUnavailableAgentOnceMoreAndThenNamesIt() {
        AtomicInteger calls = new AtomicInteger();
        NodeCalls agents =
                (task, steps) -> {
                    if (task.nodeId().equals("search")) {
                        calls.incrementAndGet();
                        return NodeResultMessages.failed(
                                task, ErrorCode.AGENT_UNAVAILABLE, "nobody at localhost:1");
                    }
                    return done(task, "output of " + task.nodeId());
                };

        RunResult result = run(agents).run(task(Optional.empty()), published::add);

        assertThat(calls).hasValue(2);
        assertThat(result.outcome())
                .isEqualTo(
                        new RunOutcome.Partial(
                                ErrorCode.NODE_FAILED,
                                "node 'search' (agent search) failed: agent_unavailable: nobody at localhost:1",
                                "output of report"));
    }

    @Test
    void callsAModelThatIsAwayFiveTimesInAll() {
        ScriptedLanguageModel away =
                new ScriptedLanguageModel().does(SynchronousPlanRunTest::answersNothing);
        ModelGateway gateway = Gateways.of(away);
        NodeCalls agents =
                (task, steps) -> {
                    if (task.nodeId().equals("search")) {
                        return askTheModel(gateway, task);
                    }
                    return done(task, "output of " + task.nodeId());
                };

        RunResult result = run(agents).run(task(Optional.empty()), published::add);

        assertThat(away.requests()).hasSize(5);
        assertThat(result.outcome())
                .isEqualTo(
                        new RunOutcome.Partial(
                                ErrorCode.NODE_FAILED,
                                "node 'search' (agent search) failed: model_unavailable: no answer",
                                "output of report"));
    }

    private static ModelResponse answersNothing(ModelRequest request) {
        throw new FleetException(ErrorCode.MODEL_UNAVAILABLE, "no answer");
    }

    private static NodeResult askTheModel(ModelGateway gateway, Task task) {
        ModelRequest request =
                new ModelRequest(task.agent(), List.of(), List.of(), Optional.empty(), 100);
        try {
            return done(
                    task,
                    gateway.complete(request, Gateways.caller(task.tenant()), new TokenBudget(1000))
                            .response()
                            .message()
                            .text());
        } catch (FleetException e) {
            return NodeResultMessages.failed(task, e.code(), String.valueOf(e.getMessage()));
        }
    }

    @Test
    void stopsTheAgentsAtTheDeadline() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(2);
        NodeCalls agents =
                (task, steps) -> {
                    hang(stopped);
                    return NodeResultMessages.failed(task, ErrorCode.CANCELLED, "told to stop");
                };
        Instant deadline = Instant.now().plusMillis(300);

        RunResult result = run(agents).run(task(Optional.of(deadline)), published::add);

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        f -> assertThat(f.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsTheAgentsWhenTheCallerHangsUp() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(2);
        NodeCalls agents =
                (task, steps) -> {
                    started.countDown();
                    hang(stopped);
                    return NodeResultMessages.failed(task, ErrorCode.CANCELLED, "told to stop");
                };
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            RunResult result = run(agents).run(task(Optional.empty()), e -> {});
                            assertThat(result.outcome()).isInstanceOf(RunOutcome.Cancelled.class);
                        });
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static SynchronousPlanRun run(NodeCalls agents) {
        SessionLimits limits =
                new SessionLimits(
                        Duration.ofMinutes(1),
                        new RetryPolicy(2, Duration.ofMillis(10)),
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        TokenBounds.CONTRACT);
        SessionMachine machine =
                new SessionMachine(
                        limits,
                        asked ->
                                Set.of(
                                        new AgentName("search"),
                                        new AgentName("analysis"),
                                        new AgentName("writer")),
                        NodeGrants.NONE);
        return new SynchronousPlanRun(machine, PLANNER, agents, InstantSource.system());
    }

    private static Task task(Optional<Instant> deadline) {
        return new Task(
                new TaskId("t"),
                new TaskId("t"),
                Optional.empty(),
                "",
                new SessionId("s"),
                "client",
                AgentName.ORCHESTRATOR,
                "How did we sell?",
                Map.of(),
                Map.of(),
                new RunLimits(10, 8192, deadline),
                1,
                0,
                "",
                "default",
                Instant.now(),
                "");
    }

    private static NodeResult done(Task task, String output) {
        return new NodeResult(
                task.id(),
                task.nodeId(),
                task.attempt(),
                TaskState.COMPLETED,
                output,
                Optional.empty(),
                "",
                false,
                new RunUsage(1, 10, Money.NONE, 0),
                List.of(),
                false);
    }

    private static TaskEvent.Stepped step(Task task) {
        return new TaskEvent.Stepped(
                Instant.EPOCH,
                task.nodeId(),
                task.agent().value(),
                1,
                1,
                "llm_call",
                "",
                "",
                "",
                0,
                0,
                null);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            var ignored = barrier.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other node was not called side by side", e);
        }
    }

    private static void hang(CountDownLatch stopped) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stopped.countDown();
        }
    }
}
