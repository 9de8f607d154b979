package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.RunUsage;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnansweredTaskTest {

    private final SessionScenario scenario = new SessionScenario();

    @Test
    void aTaskWhoseLastNodeHasNoAnswerCompletesAndSaysSo() {
        scenario.arrives("t").planned("t").completes("t", "search").completes("t", "analysis");
        scenario.receives(new SessionEvent.ResultArrived(withoutAnswer("report")));

        assertThat(scenario.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scenario.outcome().output()).isEqualTo("nothing was found");
        assertThat(scenario.outcome().unanswered()).isTrue();
    }

    @Test
    void oneOfSeveralWithoutAnAnswerDoesNotMatter() {
        scenario.arrives("t").planned("t").completes("t", "search");
        scenario.receives(new SessionEvent.ResultArrived(withoutAnswer("analysis")));
        scenario.completes("t", "report");

        assertThat(scenario.outcome().unanswered()).isFalse();
    }

    private static NodeResult withoutAnswer(String node) {
        return new NodeResult(
                new TaskId("t").node(node),
                node,
                1,
                TaskState.COMPLETED,
                "nothing was found",
                Optional.empty(),
                "",
                false,
                RunUsage.NOTHING,
                List.of(),
                true);
    }
}
