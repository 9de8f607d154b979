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

    private final SessionScenario scene = new SessionScenario();

    @Test
    void aTaskWhoseLastNodeHasNoAnswerCompletesAndSaysSo() {
        scene.arrives("t").planned("t").completes("t", "search").completes("t", "analysis");
        scene.hears(new SessionEvent.ResultArrived(withoutAnswer("report")));

        assertThat(scene.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scene.outcome().output()).isEqualTo("nothing was found");
        assertThat(scene.outcome().unanswered()).isTrue();
    }

    @Test
    void oneOfSeveralWithoutAnAnswerDoesNotMatter() {
        scene.arrives("t").planned("t").completes("t", "search");
        scene.hears(new SessionEvent.ResultArrived(withoutAnswer("analysis")));
        scene.completes("t", "report");

        assertThat(scene.outcome().unanswered()).isFalse();
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
