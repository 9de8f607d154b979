package io.agentfleet.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.InMemoryOwnerHeartbeats;
import io.agentfleet.agent.fake.InMemoryStepJournal;
import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.task.Task;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes that get the same task: one runs it, both know its result. */
@NullUnmarked
class OneOwnerTest {

    private final InMemoryStepJournal journal = new InMemoryStepJournal();
    private final InMemoryOwnerHeartbeats owners = new InMemoryOwnerHeartbeats();
    private final AgentProcess here = new AgentProcess(journal, owners);
    private final AgentProcess there = new AgentProcess(journal, owners);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Task task = SampleTasks.task("t1", "s1", "What is new?");

    @AfterEach
    void stop() {
        goOn.countDown();
        threads.shutdownNow();
        here.close();
        there.close();
    }

    private ModelResponse slow(ModelRequest request) {
        asked.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException(ErrorCode.MODEL_UNAVAILABLE, "interrupted", e);
        }
        return new ModelResponse(
                new Message.Assistant("slowly found", List.of()), new TokenUsage(1, 1));
    }

    private Future<Boolean> carryOut(AgentProcess process) {
        return threads.submit(() -> process.carryOut(task, () -> true));
    }

    private void awaitModelCall() throws InterruptedException {
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waitsForALivingOwnerAndPublishesItsResultAgain() throws Exception {
        here.model.does(this::slow);
        Future<Boolean> first = carryOut(here);
        awaitModelCall();
        Future<Boolean> second = carryOut(there);
        await().pollDelay(AgentProcess.BEAT.multipliedBy(4)).until(() -> !second.isDone());
        goOn.countDown();
        assertThat(first.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(there.model.requests()).isEmpty();
        assertThat(there.results()).hasSize(1);
        assertThat(bytes(there)).isEqualTo(bytes(here));
    }

    @Test
    void countsARunWhereItEndedAndNowhereElse() throws Exception {
        here.model.answers("found");
        here.carryOut(task, () -> true);
        there.carryOut(task, () -> true);
        assertThat(counted(here)).isEqualTo(1);
        assertThat(counted(there)).isZero();
        assertThat(here.meterRegistry.get("agent_duration").timer().count()).isEqualTo(1);
    }

    private static double counted(AgentProcess process) {
        return process.meterRegistry
                .get("agent_requests")
                .tag("status", "success")
                .counter()
                .count();
    }

    private static byte[] bytes(AgentProcess process) throws IOException {
        return process.results().getFirst().toByteBuffer().array();
    }

    @Test
    void continuesTheRunOfADeadOwnerAndStopsThatOneWhenItWakes() throws Exception {
        here.tools.with("find", "1");
        here.model.calls("find:{}").does(this::slow);
        there.model.answers("found by another");
        Future<Boolean> first = carryOut(here);
        awaitModelCall();
        OwnerId paused = ((ClaimResult.Held) ask()).owner();
        here.leases.close(); // its heart stops
        Future<Boolean> second = carryOut(there);
        assertThat(second.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(owners.look(paused)).isEqualTo(OwnerHeartbeats.Life.NO_HEARTBEAT);
        assertThat(there.tools.invocations()).isEmpty();
        assertThat(there.results().getFirst().getOutput()).isEqualTo("found by another");
        assertThat(there.results().getFirst().getToolCalls()).isEqualTo(1);

        goOn.countDown();
        assertThat(first.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(bytes(here)).isEqualTo(bytes(there));
    }

    @Test
    void aRunThatGoesOnElsewhereShowsTheGrantThatItsRecordBrought() throws Exception {
        Task granted = task.withGrant("the grant");
        here.model.does(this::slow);
        Future<Boolean> first = threads.submit(() -> here.carryOut(granted, () -> true));
        awaitModelCall();
        here.leases.close(); // its heart stops
        there.model.calls("find:{}").answers("found by another");
        assertThat(there.carryOut(granted, () -> true)).isTrue();
        assertThat(there.tools.invocations())
                .singleElement()
                .extracting(ToolInvocation::grant)
                .isEqualTo("the grant");
        goOn.countDown();
        assertThat(first.get(5, TimeUnit.SECONDS)).isTrue();
    }

    private ClaimResult ask() {
        return journal.claim(task.id(), 1, OwnerId.random(), OptionalLong.empty());
    }

    @Test
    void goesOnAtOnceForThePredecessorOfItsOwnInstance() throws Exception {
        OwnerId killed = OwnerId.startedAt("agent-search-1", Instant.EPOCH);
        owners.publish(killed);
        journal.claim(task.id(), 1, killed, OptionalLong.empty());
        OwnerId restarted = OwnerId.startedAt("agent-search-1", Instant.EPOCH.plusSeconds(1));
        try (AgentProcess again = new AgentProcess(restarted, journal, owners)) {
            again.model.answers("found after the restart");
            assertThat(carryOut(again).get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(again.results()).hasSize(1);
        }
    }

    @Test
    void publishesNothingOfARunThatALaterAttemptSuperseded() throws Exception {
        here.model.does(this::slow);
        Future<Boolean> first = carryOut(here);
        awaitModelCall();
        there.model.answers("second try");
        there.carryOut(task.withAttempt(2), () -> true);
        goOn.countDown();
        assertThat(first.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(here.results()).isEmpty();
        assertThat(there.results()).singleElement().matches(r -> r.getAttempt() == 2);
    }

    @Test
    void stopsWaitingForARunThatIsNoLongerItsBusiness() throws Exception {
        Claim held = ((ClaimResult.Granted) ask()).claim();
        owners.publish(held.owner());
        CompletableFuture<Boolean> moved = new CompletableFuture<>();
        Future<Boolean> waiting = threads.submit(() -> here.carryOut(task, () -> !moved.isDone()));
        moved.complete(true);
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isFalse();
        assertThat(here.results()).isEmpty();
    }

    @Test
    void publishesAResultThatWasStoredButNeverPublished() throws Exception {
        here.model.answers("found");
        RunResult stored = here.runs.run(task, step -> {});
        assertThat(stored.outcome()).isEqualTo(new RunOutcome.Completed("found"));
        assertThat(here.results()).isEmpty();
        assertThat(there.carryOut(task, () -> true)).isTrue();
        assertThat(there.results()).singleElement().matches(r -> r.getOutput().equals("found"));
        assertThat(there.model.requests()).isEmpty();
    }

    @Test
    void leavesARunOfAStoppedProcessToTheNextOwnerAtOnce() throws Exception {
        here.tools.with("find", "1");
        here.model.calls("find:{}").does(this::slow);
        Future<Boolean> first = carryOut(here);
        awaitModelCall();
        here.cancellations.abandonAll("the process is stopped");
        assertThat(first.get(5, TimeUnit.SECONDS)).isFalse();
        assertThat(here.results()).isEmpty();
        there.model.answers("found by another");
        assertThat(there.carryOut(task, () -> true)).isTrue();
        assertThat(there.tools.invocations()).isEmpty();
    }

    @Test
    void endsARunThatAnErrorBrokeAsFailed() throws Exception {
        here.model.does(request -> {
            throw new NoClassDefFoundError("somewhere");
        });
        assertThat(here.carryOut(task, () -> true)).isTrue();
        assertThat(here.results())
                .singleElement()
                .matches(r -> r.getStatus().equals("FAILED") && r.getErrorCode().equals("internal"))
                .matches(r -> r.getError().contains("NoClassDefFoundError"));
    }

    @Test
    void endsATaskWhoseModelStaysAwayAfterFiveCalls() throws Exception {
        here.model.does(request -> {
            throw new FleetException(ErrorCode.MODEL_UNAVAILABLE, "no answer");
        });
        assertThat(here.carryOut(task, () -> true)).isTrue();
        assertThat(here.carryOut(task, () -> true)).isTrue();
        assertThat(here.model.requests()).hasSize(5);
        assertThat(here.results())
                .hasSize(2)
                .allMatch(r -> r.getErrorCode().equals("model_unavailable") && r.getRetryable());
    }

    @Test
    void startsNothingForARootThatWasCancelledBefore() throws Exception {
        here.cancellations.cancel(task.rootId(), "enough");
        assertThat(here.carryOut(task, () -> true)).isTrue();
        assertThat(here.model.requests()).isEmpty();
        assertThat(here.results()).singleElement().matches(r -> r.getStatus().equals("CANCELLED"));
    }

    @Test
    void showsThatALongRunIsAlive() throws Exception {
        here.model.does(this::slow);
        Future<Boolean> run = carryOut(here);
        await().until(() -> here.signsOfLife().size() > 2);
        assertThat(here.signsOfLife().getFirst().getTaskId()).isEqualTo("t1");
        goOn.countDown();
        assertThat(run.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesACallerWhoRepeatsHimselfTheSameRun() throws Exception {
        here.model.does(this::slow);
        Future<RunResult> first = threads.submit(() -> here.runs.run(task, step -> {}));
        awaitModelCall();
        Future<RunResult> again = threads.submit(() -> here.runs.run(task, step -> {}));
        Future<RunResult> elsewhere = threads.submit(() -> there.runs.run(task, step -> {}));
        goOn.countDown();
        assertThat(first.get(5, TimeUnit.SECONDS).outcome())
                .isEqualTo(new RunOutcome.Completed("slowly found"));
        assertThat(again.get(5, TimeUnit.SECONDS)).isEqualTo(first.get());
        assertThat(elsewhere.get(5, TimeUnit.SECONDS)).isEqualTo(first.get());
        assertThat(here.model.requests()).hasSize(1);
    }

    @Test
    void letsACallerTryAgainWhatMayGoAway() {
        here.tools.with("find", "1");
        here.model
                .calls("find:{}")
                .does(request -> {
                    throw new FleetException(ErrorCode.MODEL_UNAVAILABLE, "no answer");
                });
        assertThat(here.runs.run(task, step -> {}).outcome()).isInstanceOf(RunOutcome.Failed.class);
        there.model.answers("found");
        assertThat(there.runs.run(task, step -> {}).outcome())
                .isEqualTo(new RunOutcome.Completed("found"));
        assertThat(there.tools.invocations()).isEmpty();
    }

    @Test
    void holdsNothingOnceItsRunsAreOver() throws Exception {
        here.model.answers("found");
        here.carryOut(task, () -> true);
        here.cancellations.cancel(task.rootId(), "too late");
        assertThat(here.leases.held()).isZero();
    }
}
