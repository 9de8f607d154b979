package io.agentfleet.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.taskmodel.task.Artifact;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every journal keeps. */
abstract class StepJournalContract {

    static final JournalEntry ANSWER =
            new JournalEntry.ModelAnswered(
                    1,
                    new ModelResponse(
                            new Message.Assistant("", List.of(new ToolCall("c", "find", "{}"))),
                            new TokenUsage(3, 4)),
                    new ModelUsage(
                            "scripted/model-1",
                            "model-1-2026",
                            "standard",
                            false,
                            new TokenUsage(3, 4, 1, 2),
                            new Money(1_500)),
                    5);
    static final JournalEntry OUTCOME =
            new JournalEntry.ToolAnswered(
                    1,
                    0,
                    new ToolOutcome.Succeeded(
                            "{\"찾음\":1}",
                            List.of(new Artifact("a.png", "image/png", "file:///a", 1))),
                    6);

    final TaskId task = new TaskId("t-" + UUID.randomUUID());
    final OwnerId one = OwnerId.random();
    final OwnerId two = OwnerId.random();

    abstract StepJournal journal();

    /** The store loses everything. */
    abstract void empty();

    private ClaimResult ask(int attempt, OwnerId owner) {
        return journal().claim(task, attempt, owner, OptionalLong.empty());
    }

    private ClaimResult.Granted granted(int attempt, OwnerId owner) {
        return (ClaimResult.Granted) ask(attempt, owner);
    }

    private ClaimResult.Granted takenOver(Claim dead, OwnerId owner) {
        return (ClaimResult.Granted)
                journal().claim(task, dead.attempt(), owner, OptionalLong.of(dead.fence()));
    }

    private static void assertSuperseded(ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SUPERSEDED));
    }

    @Test
    void grantsAFreshTaskToWhoeverAsksFirst() {
        ClaimResult.Granted first = granted(1, one);
        assertThat(first.entries()).isEmpty();
        assertThat(ask(1, two)).isEqualTo(new ClaimResult.Held(one, first.claim().fence()));
        assertThat(ask(1, one)).isEqualTo(new ClaimResult.Held(one, first.claim().fence()));
    }

    @Test
    void grantsATaskToOneOfManyWhoAskAtOnce() throws Exception {
        Callable<ClaimResult> ask = () -> ask(1, OwnerId.random());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ClaimResult>> answers =
                    threads.invokeAll(java.util.Collections.nCopies(50, ask));
            assertThat(answers)
                    .extracting(Future::resultNow)
                    .filteredOn(ClaimResult.Granted.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void givesWhatWasRecordedToWhoeverTakesADeadOwnersRunOver() {
        Claim claim = granted(1, one).claim();
        journal().append(claim, ANSWER);
        journal().append(claim, OUTCOME);
        ClaimResult.Granted next = takenOver(claim, two);
        assertThat(next.entries()).containsExactly(ANSWER, OUTCOME);
        assertThat(next.claim().fence()).isGreaterThan(claim.fence());
    }

    @Test
    void returnsTheFormerRunToTheNextOwner() {
        ClaimResult.Granted first = marked(one, OptionalLong.empty(), "first");
        assertThat(first.earlier()).isEmpty();
        ClaimResult.Granted second = marked(two, OptionalLong.of(first.claim().fence()), "second");
        assertThat(second.earlier()).contains(new ClaimResult.Earlier("first", true));
        journal().release(second.claim());
        ClaimResult.Granted third = marked(one, OptionalLong.empty(), "third");
        assertThat(third.earlier()).contains(new ClaimResult.Earlier("second", false));
        assertThat(granted(2, one).earlier()).isEmpty();
    }

    private ClaimResult.Granted marked(OwnerId owner, OptionalLong dead, String mark) {
        return (ClaimResult.Granted) journal().claim(task, 1, owner, dead, mark);
    }

    @Test
    void grantsADeadOwnersRunOnce() {
        Claim dead = granted(1, one).claim();
        Claim next = takenOver(dead, two).claim();
        assertThat(journal().claim(task, 1, OwnerId.random(), OptionalLong.of(dead.fence())))
                .isEqualTo(new ClaimResult.Held(two, next.fence()));
    }

    @Test
    void refusesEveryWriteOfAnOwnerWhoLostTheRun() {
        Claim stale = granted(1, one).claim();
        Claim next = takenOver(stale, two).claim();
        assertSuperseded(() -> journal().append(stale, ANSWER));
        assertSuperseded(() -> journal().end(stale, "stale"));
        journal().release(stale);
        assertThat(ask(1, one)).isEqualTo(new ClaimResult.Held(two, next.fence()));
        journal().append(next, OUTCOME);
        journal().release(next);
        assertThat(granted(1, one).entries()).containsExactly(OUTCOME);
    }

    @Test
    void keepsTheResultForEveryLaterClaimOfTheAttempt() {
        Claim claim = granted(1, one).claim();
        journal().append(claim, ANSWER);
        journal().end(claim, "결과");
        assertThat(ask(1, two)).isEqualTo(new ClaimResult.Ended("결과"));
        assertThat(ask(1, one)).isEqualTo(new ClaimResult.Ended("결과"));
    }

    @Test
    void letsAHigherAttemptSupersedeALowerOneAtOnce() {
        Claim first = granted(1, one).claim();
        journal().append(first, ANSWER);
        ClaimResult.Granted second = granted(2, two);
        assertThat(second.entries()).isEmpty();
        assertThat(second.claim().fence()).isGreaterThan(first.fence());
        assertSuperseded(() -> journal().append(first, OUTCOME));
        assertThat(ask(1, one)).isEqualTo(new ClaimResult.Superseded(2));
        journal().end(second.claim(), "done");
        assertThat(ask(1, one)).isEqualTo(new ClaimResult.Superseded(2));
        assertThat(granted(3, one).entries()).isEmpty();
    }

    @Test
    void needsNoWaitingForAClaimThatWasGivenBack() {
        Claim claim = granted(1, one).claim();
        journal().append(claim, ANSWER);
        journal().release(claim);
        assertThat(granted(1, two).entries()).containsExactly(ANSWER);
    }

    @Test
    void letsARunGoOnUnderItsFenceAfterTheStoreWasEmptied() {
        Claim claim = granted(1, one).claim();
        journal().append(claim, ANSWER);
        empty();
        journal().append(claim, OUTCOME);
        assertThat(ask(1, two)).isEqualTo(new ClaimResult.Held(one, claim.fence()));
        journal().end(claim, "done");
        assertThat(ask(1, two)).isEqualTo(new ClaimResult.Ended("done"));
    }

    @Test
    void startsAfreshWhereEntriesWereLost() {
        Claim claim = granted(1, one).claim();
        journal().append(claim, ANSWER);
        empty();
        journal().append(claim, OUTCOME);
        ClaimResult.Granted next = takenOver(claim, two);
        assertThat(next.entries()).isEmpty();
        journal().append(next.claim(), ANSWER);
        journal().release(next.claim());
        assertThat(granted(1, one).entries()).containsExactly(ANSWER);
    }

    @Test
    void keepsFencesGrowingAfterTheStoreWasEmptied() {
        Claim stale = granted(1, one).claim();
        empty();
        Claim next = granted(1, two).claim();
        assertThat(next.fence()).isGreaterThan(stale.fence());
        assertSuperseded(() -> journal().append(stale, ANSWER));
    }

    @Test
    void letsTheHigherAttemptWinAfterTheStoreWasEmptied() {
        Claim second = granted(2, one).claim();
        empty();
        Claim first = granted(1, two).claim();
        journal().append(second, ANSWER);
        assertSuperseded(() -> journal().append(first, ANSWER));
    }
}
