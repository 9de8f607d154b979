package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionMachineTest {

    private final SessionScenario scene = new SessionScenario();

    @Test
    void sendsPlanningOutFirst() {
        scene.arrives("t");

        assertThat(scene.told()).containsExactly("t:1:Accepted", "t:2:NodeStarted");
        Task planning = scene.dispatched().getFirst();
        assertThat(planning.id().value()).isEqualTo("t.plan");
        assertThat(planning.agent().value()).isEqualTo("planner");
        assertThat(planning.limits().tokenBudget()).isEqualTo(8192);
        assertThat(planning.depth()).isEqualTo(1);
        assertThat(planning.metadata()).isEqualTo(Map.of("data_source", "sales"));
    }

    @Test
    void sendsIndependentNodesOutTogetherAndTheLastOneWithTheirOutputs() {
        scene.arrives("t").planned("t");
        assertThat(scene.sentOut()).containsExactly("search.1", "analysis.1");
        assertThat(scene.dispatched())
                .extracting(t -> t.limits().tokenBudget())
                .containsExactly(4 * 8092 / 9, 4 * (8092 - 4 * 8092 / 9) / 5);

        scene.completes("t", "analysis");
        assertThat(scene.sentOut()).isEmpty();
        scene.completes("t", "search");

        Task report = scene.dispatched().getFirst();
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
        scene.arrives("t").planned("t").completes("t", "search").completes("t", "analysis");
        scene.now = scene.now.plusSeconds(4);
        scene.completes("t", "report");

        TaskEvent.Ended outcome = scene.outcome();
        assertThat(outcome.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(outcome.output()).isEqualTo("what report found");
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.stepsUsed()).isEqualTo(8);
        assertThat(outcome.tokensUsed()).isEqualTo(400);
        assertThat(outcome.toolCalls()).isEqualTo(4);
        assertThat(outcome.durationMs()).isEqualTo(4000);
        assertThat(outcome.artifacts())
                .extracting(Artifact::name)
                .containsExactly("search.txt", "analysis.txt", "report.txt");
        assertThat(scene.session.isIdle()).isTrue();
    }

    @Test
    void carriesASessionsTasksOutInOrderOfArrival() {
        scene.arrives("t1").arrives("t2").arrives("t3");
        assertThat(scene.told()).containsExactly("t3:1:Accepted");
        assertThat(scene.sentOut()).isEmpty();

        scene.finishes("t1");

        assertThat(scene.dispatched()).extracting(t -> t.id().value()).containsExactly("t2.plan");
        scene.finishes("t2");
        assertThat(scene.dispatched()).extracting(t -> t.id().value()).containsExactly("t3.plan");
    }

    @Test
    void retriesAFailureThatMayPassAfterARest() {
        scene.arrives("t").planned("t").fails("t", "search", 1, true);
        assertThat(scene.effects).isEmpty();
        assertThat(scene.nextDue()).contains(scene.now.plus(Duration.ofSeconds(1)));

        scene.after(Duration.ofSeconds(1));
        assertThat(scene.sentOut()).containsExactly("search.2");
        scene.fails("t", "search", 2, true).after(Duration.ofSeconds(3));
        assertThat(scene.effects).isEmpty();
        scene.after(Duration.ofSeconds(1));
        assertThat(scene.sentOut()).containsExactly("search.3");
        scene.completes("t", "search", 3);

        assertThat(scene.told()).singleElement().asString().endsWith("NodeEnded");
    }

    @Test
    void ignoresWhatAnAttemptSaysThatWasGivenUp() {
        scene.arrives("t").planned("t").fails("t", "search", 1, true).after(Duration.ofSeconds(1));
        Session before = scene.session;

        scene.completes("t", "search", 1);

        assertThat(scene.session).isEqualTo(before);
    }

    @Test
    void goesOnWithPartialResultsAndNamesTheNodeThatFailed() {
        scene.arrives("t").planned("t").fails("t", "search", 1, false).completes("t", "analysis");

        Task report = scene.dispatched().getFirst();
        assertThat(report.context())
                .containsEntry("failed.search", "internal: it broke")
                .doesNotContainKey("output.search");
        scene.completes("t", "report");
        assertThat(scene.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scene.outcome().error())
                .isEqualTo("node_failed: node 'search' (agent search) failed: internal: it broke");
    }

    @Test
    void failsWhenNothingIsLeftToGoOnWith() {
        scene.arrives("t")
                .planned("t")
                .fails("t", "search", 1, false)
                .fails("t", "analysis", 1, false);

        assertThat(scene.sentOut()).isEmpty();
        assertThat(scene.outcome().state()).isEqualTo(TaskState.FAILED);
        assertThat(scene.outcome().error())
                .startsWith("node_failed: ")
                .contains("node 'search'", "node 'analysis'");
    }

    @Test
    void givesUpAfterTheThirdAttempt() {
        scene.arrives("t")
                .planned("t")
                .completes("t", "search")
                .completes("t", "analysis")
                .fails("t", "report", 1, true)
                .after(Duration.ofSeconds(1))
                .fails("t", "report", 2, true)
                .after(Duration.ofSeconds(4))
                .fails("t", "report", 3, true);

        assertThat(scene.outcome().state()).isEqualTo(TaskState.FAILED);
        assertThat(scene.outcome().error()).contains("node 'report' (agent writer) failed");
        assertThat(scene.outcome().tokensUsed()).isEqualTo(600);
    }

    @Test
    void saysWhichLimitCutANodeShort() {
        scene.arrives("t").planned("t").completes("t", "search");
        scene.hears(
                SessionScenario.result(
                        "t",
                        "analysis",
                        1,
                        TaskState.COMPLETED,
                        "half of it",
                        ErrorCode.TOKEN_BUDGET_EXCEEDED,
                        false));
        scene.completes("t", "report");

        assertThat(scene.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scene.outcome().error())
                .startsWith(
                        "token_budget_exceeded: node 'analysis' (agent analysis) stopped early");
    }

    @Test
    void failsWithoutASoundPlan() {
        scene.arrives("t").planned("t", "{\"nodes\":[]}");
        assertThat(scene.outcome().error())
                .isEqualTo("invalid_plan: a plan of 0 nodes: use 1 to 12");

        scene.arrives("u").fails("u", "plan", 1, false);
        assertThat(scene.outcome().error())
                .isEqualTo(
                        "invalid_plan: the planner failed, so nothing was done: internal: it broke");
    }

    @Test
    void answersARepeatedTaskWithItsOutcome() {
        scene.arrives("t");
        scene.finishes("t");
        Session before = scene.session;

        scene.arrives("t");

        assertThat(scene.session).isEqualTo(before);
        assertThat(scene.outcome().output()).isEqualTo("what report found");
        assertThat(scene.sentOut()).isEmpty();
    }

    @Test
    void refusesAnIdempotencyKeyThatAnotherTaskUsed() {
        scene.hears(
                new SessionEvent.TaskArrived(SessionScenario.task("t1", "key", Optional.empty())));
        scene.hears(
                new SessionEvent.TaskArrived(SessionScenario.task("t2", "key", Optional.empty())));

        assertThat(scene.outcome().error())
                .isEqualTo(
                        "conflict: idempotency_key 'key' was used by task 't1': ask for that task, or use a new key");
    }

    @Test
    void refusesATaskIdThatLeavesNoRoomForNodes() {
        scene.arrives("t".repeat(96));

        assertThat(scene.outcome().error()).contains("task_id has 96 characters: use at most 95");
    }

    @Test
    void tellsWhyARecordWasRefusedUnlessItsIdIsTaken() {
        SessionEvent refused =
                new SessionEvent.TaskRefused(
                        TaskRef.to(SessionScenario.task("t")),
                        "x",
                        SessionScenario.START,
                        ErrorCode.INVALID_ARGUMENT,
                        "max_steps 26 is out of range: use 1 to 25");
        scene.hears(refused);
        assertThat(scene.told()).containsExactly("t:1:Accepted", "t:2:Ended");
        assertThat(scene.outcome().error())
                .isEqualTo("invalid_argument: max_steps 26 is out of range: use 1 to 25");

        SessionScenario other = new SessionScenario();
        other.arrives("t").hears(refused);
        assertThat(other.session.active()).isPresent();
        assertThat(other.told()).doesNotContain("t:2:Ended");
    }

    @Test
    void forgetsASessionThatWasIdleForLong() {
        scene.arrives("t");
        scene.finishes("t");

        scene.after(Duration.ofHours(23));
        assertThat(scene.session).isNotEqualTo(Session.NEW);
        scene.after(Duration.ofHours(1));
        assertThat(scene.session).isEqualTo(Session.NEW);
    }

    @Test
    void knowsNothingOfOtherAgentsOwnTasks() {
        scene.completes("someone-elses", "search");

        assertThat(scene.session).isEqualTo(Session.NEW);
        assertThat(scene.effects).isEmpty();
    }
}
