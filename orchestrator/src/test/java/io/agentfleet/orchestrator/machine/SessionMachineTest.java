package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionMachineTest {

    private final SessionScenario scenario = new SessionScenario();

    @Test
    void sendsPlanningOutFirst() {
        scenario.arrives("t");

        assertThat(scenario.published()).containsExactly("t:1:Accepted", "t:2:NodeStarted");
        Task planning = scenario.dispatched().getFirst();
        assertThat(planning.id().value()).isEqualTo("t.plan");
        assertThat(planning.agent().value()).isEqualTo("planner");
        assertThat(planning.limits().tokenBudget()).isEqualTo(8192);
        assertThat(planning.depth()).isEqualTo(1);
        assertThat(planning.metadata()).isEqualTo(Map.of("data_source", "sales"));
    }

    @Test
    void sendsIndependentNodesOutTogetherAndTheLastOneWithTheirOutputs() {
        scenario.arrives("t").planned("t");
        assertThat(scenario.sentOut()).containsExactly("search.1", "analysis.1");
        assertThat(scenario.dispatched())
                .extracting(t -> t.limits().tokenBudget())
                .containsExactly(4 * 8092 / 9, 4 * (8092 - 4 * 8092 / 9) / 5);

        scenario.completes("t", "analysis");
        assertThat(scenario.sentOut()).isEmpty();
        scenario.completes("t", "search");

        Task report = scenario.dispatched().getFirst();
        assertThat(report.agent().value()).isEqualTo("writer");
        assertThat(report.prompt()).isEqualTo("write");
        assertThat(report.limits().tokenBudget()).isEqualTo(8192 - 300);
        assertThat(report.limits().maxSteps()).isEqualTo(7);
        assertThat(report.context())
                .containsOnlyKeys(
                        "user_goal",
                        "output.search",
                        "output.analysis",
                        "artifacts.search",
                        "artifacts.analysis")
                .containsEntry("user_goal", "How did we sell?")
                .containsEntry("output.search", "what search found")
                .containsEntry(
                        "artifacts.search",
                        "[{\"name\":\"search.txt\",\"mediaType\":\"text/plain\",\"uri\":\"file:search\",\"sizeBytes\":1}]");
    }

    @Test
    void endsWithTheOutputOfTheLastNodeAndTheSumOfAllWork() {
        scenario.arrives("t").planned("t").completes("t", "search").completes("t", "analysis");
        scenario.now = scenario.now.plusSeconds(4);
        scenario.completes("t", "report");

        TaskEvent.Ended outcome = scenario.outcome();
        assertThat(outcome.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(outcome.output()).isEqualTo("what report found");
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.stepsUsed()).isEqualTo(8);
        assertThat(outcome.tokensUsed()).isEqualTo(400);
        assertThat(outcome.cost()).isEqualTo(new Money(4_004));
        assertThat(outcome.toolCalls()).isEqualTo(4);
        assertThat(outcome.durationMs()).isEqualTo(4000);
        assertThat(outcome.artifacts())
                .extracting(Artifact::name)
                .containsExactly("search.txt", "analysis.txt", "report.txt");
        assertThat(scenario.session.isIdle()).isTrue();
    }

    @Test
    void carriesASessionsTasksOutInOrderOfArrival() {
        scenario.arrives("t1").arrives("t2").arrives("t3");
        assertThat(scenario.published()).containsExactly("t3:1:Accepted");
        assertThat(scenario.sentOut()).isEmpty();

        scenario.finishes("t1");

        assertThat(scenario.dispatched())
                .extracting(t -> t.id().value())
                .containsExactly("t2.plan");
        scenario.finishes("t2");
        assertThat(scenario.dispatched())
                .extracting(t -> t.id().value())
                .containsExactly("t3.plan");
    }

    @Test
    void retriesAFailureThatMayPassAfterARest() {
        scenario.arrives("t").planned("t").fails("t", "search", 1, true);
        assertThat(scenario.actions).isEmpty();
        assertThat(scenario.nextDue()).contains(scenario.now.plus(Duration.ofSeconds(1)));

        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.sentOut()).containsExactly("search.2");
        scenario.fails("t", "search", 2, true).after(Duration.ofSeconds(3));
        assertThat(scenario.actions).isEmpty();
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.sentOut()).containsExactly("search.3");
        scenario.completes("t", "search", 3);

        assertThat(scenario.published()).singleElement().asString().endsWith("NodeEnded");
    }

    @Test
    void ignoresWhatAnAttemptSaysThatWasGivenUp() {
        scenario.arrives("t")
                .planned("t")
                .fails("t", "search", 1, true)
                .after(Duration.ofSeconds(1));
        Session before = scenario.session;

        scenario.completes("t", "search", 1);

        assertThat(scenario.session).isEqualTo(before);
    }

    @Test
    void goesOnWithPartialResultsAndNamesTheNodeThatFailed() {
        scenario.arrives("t")
                .planned("t")
                .fails("t", "search", 1, false)
                .completes("t", "analysis");

        Task report = scenario.dispatched().getFirst();
        assertThat(report.context())
                .containsEntry("failed.search", "internal: it broke")
                .doesNotContainKey("output.search");
        scenario.completes("t", "report");
        assertThat(scenario.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scenario.outcome().error())
                .isEqualTo("node_failed: node 'search' (agent search) failed: internal: it broke");
    }

    @Test
    void failsWhenNothingIsLeftToGoOnWith() {
        scenario.arrives("t")
                .planned("t")
                .fails("t", "search", 1, false)
                .fails("t", "analysis", 1, false);

        assertThat(scenario.sentOut()).isEmpty();
        assertThat(scenario.outcome().state()).isEqualTo(TaskState.FAILED);
        assertThat(scenario.outcome().error())
                .startsWith("node_failed: ")
                .contains("node 'search'", "node 'analysis'");
    }

    @Test
    void givesUpAfterTheThirdAttempt() {
        scenario.arrives("t")
                .planned("t")
                .completes("t", "search")
                .completes("t", "analysis")
                .fails("t", "report", 1, true)
                .after(Duration.ofSeconds(1))
                .fails("t", "report", 2, true)
                .after(Duration.ofSeconds(4))
                .fails("t", "report", 3, true);

        assertThat(scenario.outcome().state()).isEqualTo(TaskState.FAILED);
        assertThat(scenario.outcome().error()).contains("node 'report' (agent writer) failed");
        assertThat(scenario.outcome().tokensUsed()).isEqualTo(600);
    }

    @Test
    void saysWhichLimitCutANodeShort() {
        scenario.arrives("t").planned("t").completes("t", "search");
        scenario.receives(
                SessionScenario.result(
                        "t",
                        "analysis",
                        1,
                        TaskState.COMPLETED,
                        "half of it",
                        ErrorCode.TOKEN_BUDGET_EXCEEDED,
                        false));
        scenario.completes("t", "report");

        assertThat(scenario.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scenario.outcome().error())
                .startsWith(
                        "token_budget_exceeded: node 'analysis' (agent analysis) stopped early");
    }

    @Test
    void failsWithoutASoundPlan() {
        scenario.arrives("t").planned("t", "{\"nodes\":[]}");
        assertThat(scenario.outcome().error())
                .isEqualTo("invalid_plan: a plan of 0 nodes: use 1 to 12");

        scenario.arrives("u").fails("u", "plan", 1, false);
        assertThat(scenario.outcome().error())
                .isEqualTo(
                        "invalid_plan: the planner failed, so nothing was done: internal: it broke");
    }

    @Test
    void answersARepeatedTaskWithItsOutcome() {
        scenario.arrives("t");
        scenario.finishes("t");
        Session before = scenario.session;

        scenario.arrives("t");

        assertThat(scenario.session).isEqualTo(before);
        assertThat(scenario.outcome().output()).isEqualTo("what report found");
        assertThat(scenario.sentOut()).isEmpty();
    }

    @Test
    void refusesAnIdempotencyKeyThatAnotherTaskUsed() {
        scenario.receives(
                new SessionEvent.TaskArrived(SessionScenario.task("t1", "key", Optional.empty())));
        scenario.receives(
                new SessionEvent.TaskArrived(SessionScenario.task("t2", "key", Optional.empty())));

        assertThat(scenario.outcome().error())
                .isEqualTo(
                        "conflict: idempotency_key 'key' was used by task 't1': ask for that task, or use a new key");
    }

    @Test
    void refusesATaskIdThatLeavesNoRoomForNodes() {
        scenario.arrives("t".repeat(96));

        assertThat(scenario.outcome().error())
                .contains("task_id has 96 characters: use at most 95");
    }

    @Test
    void publishesWhyARecordWasRefusedUnlessItsIdIsTaken() {
        SessionEvent refused =
                new SessionEvent.TaskRefused(
                        TaskRef.to(SessionScenario.task("t")),
                        "x",
                        SessionScenario.START,
                        ErrorCode.INVALID_ARGUMENT,
                        "max_steps 26 is out of range: use 1 to 25");
        scenario.receives(refused);
        assertThat(scenario.published()).containsExactly("t:1:Accepted", "t:2:Ended");
        assertThat(scenario.outcome().error())
                .isEqualTo("invalid_argument: max_steps 26 is out of range: use 1 to 25");

        SessionScenario other = new SessionScenario();
        other.arrives("t").receives(refused);
        assertThat(other.session.active()).isPresent();
        assertThat(other.published()).doesNotContain("t:2:Ended");
    }

    @Test
    void forgetsASessionThatWasIdleForLong() {
        scenario.arrives("t");
        scenario.finishes("t");

        scenario.after(Duration.ofHours(23));
        assertThat(scenario.session).isNotEqualTo(Session.NEW);
        scenario.after(Duration.ofHours(1));
        assertThat(scenario.session).isEqualTo(Session.NEW);
    }

    @Test
    void knowsNothingOfOtherAgentsOwnTasks() {
        scenario.completes("someone-elses", "search");

        assertThat(scenario.session).isEqualTo(Session.NEW);
        assertThat(scenario.actions).isEmpty();
    }
}
