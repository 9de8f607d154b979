package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.RunUsage;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.run.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTokensTest {

    private final SessionScenario scenario = new SessionScenario();

    @Test
    void nodesNeverGetMoreThanIsLeftOfTheTasksTokens() {
        scenario.arrives("t").receives(spent("plan", 8_000, SessionScenario.USUAL_PLAN));
        assertThat(scenario.dispatched())
                .extracting(t -> t.limits().tokenBudget())
                .containsExactly(192 * 4 / 9, (192 - 192 * 4 / 9) * 4 / 5);

        scenario.receives(spent("search", 85, "found"));
        scenario.receives(spent("analysis", 107, "counted"));
        assertThat(scenario.dispatched()).isEmpty();
        assertThat(scenario.outcome().state()).isEqualTo(TaskState.FAILED);
        assertThat(scenario.outcome().error())
                .contains(
                        "node 'report' (agent writer) failed: token_budget_exceeded: nothing of the task's 8,192 tokens is left for node 'report': raise token_budget");
    }

    private static SessionEvent spent(String node, int tokens, String output) {
        return new SessionEvent.ResultArrived(
                new NodeResult(
                        new TaskId("t").node(node),
                        node,
                        1,
                        TaskState.COMPLETED,
                        output,
                        Optional.empty(),
                        "",
                        false,
                        new RunUsage(1, tokens, Money.NONE, 0),
                        List.of(),
                        false));
    }
}
