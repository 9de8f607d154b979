package io.agentfleet.taskmodel.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskViewCostTest {

    private static final Instant NOON = SampleTasks.NOON;

    private final TaskView accepted =
            TaskView.accepted(
                    "t",
                    new TaskEvent.Accepted(
                            NOON, "s", "default", "orchestrator", "q", Map.of(), 10, 8192));

    @Test
    void aTaskCostsWhatItsStepsCostWhileItRunsAndAfterItsEnd() {
        TaskView running = accepted.apply(step(1, 1_500)).apply(step(2, 2_000_000_001));
        assertThat(running.cost().usd()).isEqualByComparingTo("2.000001501");

        TaskView ended = running.apply(ended(new Money(7)));
        assertThat(ended.cost()).isEqualTo(running.cost());
        assertThat(ended.status()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void aStepThatComesAfterTheEndCountsAndChangesNothingElse() {
        TaskView ended = accepted.apply(step(1, 1)).apply(ended(new Money(1)));

        TaskView late = ended.apply(step(2, 41));

        assertThat(late.cost()).isEqualTo(new Money(42));
        assertThat(late.updatedAt()).isEqualTo(ended.updatedAt());
        assertThat(late.status()).isEqualTo(ended.status());
    }

    @Test
    void aStepOfAToolCostsNothing() {
        TaskEvent.Stepped tool =
                new TaskEvent.Stepped(
                        NOON, "n", "search", 1, 1, "tool_call", "{}", "find", "", 0, 0, null);

        assertThat(accepted.apply(tool).cost()).isEqualTo(Money.NONE);
    }

    private static TaskEvent.Stepped step(int number, long nanos) {
        ModelUsage usage =
                new ModelUsage("m", "", "", false, new TokenUsage(1, 1), new Money(nanos));
        return new TaskEvent.Stepped(
                NOON, "n", "search", 1, number, "llm_call", "", "", "", 2, 5, usage);
    }

    private static TaskEvent.Ended ended(Money cost) {
        return new TaskEvent.Ended(
                NOON.plusSeconds(1),
                TaskState.COMPLETED,
                "out",
                "",
                1,
                2,
                cost,
                0,
                1_000,
                List.of(),
                false);
    }
}
