package io.agentfleet.taskapi.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.view.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepLogTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TaskId TASK = new TaskId("t-1");

    private final List<IdentifiedEvent> events = new ArrayList<>();

    @Test
    void listsEachToolCallWithItsModelCallAndThenTheAnswer() {
        happened(1, "llm_call", "I look", "", "", 1_200, 300);
        happened(1, "tool_call", "{\"sql\":\"SELECT 1\"}", "query_database", "", 0, 0);
        happened(1, "tool_result", "{\"rows\":150}", "query_database", "succeeded", 0, 40);
        happened(2, "llm_call", "Sales rose.", "", "", 600, 280);

        StepLog log = log();

        assertThat(log.steps()).hasSize(2);
        StepLog.Entry call = log.steps().getFirst();
        assertThat(call.action()).isEqualTo("tool_call");
        assertThat(call.content()).isEqualTo("I look");
        assertThat(call.input()).hasToString("{\"sql\":\"SELECT 1\"}");
        assertThat(call.output()).hasToString("{\"rows\":150}");
        assertThat(call.tokensUsed()).isEqualTo(1_200);
        assertThat(call.latencyMs()).isEqualTo(340);
        StepLog.Entry answer = log.steps().getLast();
        assertThat(answer.action()).isEqualTo("final_response");
        assertThat(answer.content()).isEqualTo("Sales rose.");
        assertThat(log.totalTokens()).isEqualTo(1_800);
        assertThat(log.totalLatencyMs()).isEqualTo(620);
        assertThat(log.status()).isEqualTo("success");
        assertThat(log.userInput()).isEqualTo("how are sales?");
    }

    @Test
    void givesEachOfSeveralCallsItsOwnResultWhateverOrderTheEventsCameIn() {
        happened(1, "llm_call", "", "", "", 100, 10);
        happened(1, "tool_call", "{\"q\":1}", "find", "", 0, 0);
        happened(1, "tool_call", "{\"q\":2}", "find", "", 0, 0);
        happened(1, "tool_result", "12 rows", "find", "succeeded", 0, 5);
        happened(1, "tool_result", "no_rows: none", "find", "failed", 0, 7);
        Collections.shuffle(events, new Random(7));

        List<StepLog.Entry> steps = log().steps();

        assertThat(steps)
                .extracting(step -> String.valueOf(step.output()))
                .containsExactly("\"12 rows\"", "\"no_rows: none\"");
        assertThat(steps).extracting(StepLog.Entry::tokensUsed).containsExactly(100, 0);
        assertThat(steps).extracting(StepLog.Entry::status).containsExactly("succeeded", "failed");
    }

    @Test
    void showsACallThatIsStillAtWorkWithoutResult() {
        happened(1, "llm_call", "", "", "", 100, 10);
        happened(1, "tool_call", "{}", "find", "", 0, 0);

        assertThat(log().steps())
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.output()).isNull();
                    assertThat(step.status()).isEmpty();
                });
    }

    @Test
    void tellsWhichModelAnsweredAndWhatItCostToTheBillionth() {
        ModelUsage asked =
                new ModelUsage("m/1", "", "", false, new TokenUsage(90, 10), new Money(1_501));
        ModelUsage known = new ModelUsage("m/1", "", "", true, new TokenUsage(5, 5), Money.NONE);
        happened(1, "llm_call", "", "", "", 100, 10, asked);
        happened(1, "tool_call", "{}", "find", "", 0, 0);
        happened(2, "llm_call", "done", "", "", 10, 0, known);

        StepLog log = log();

        assertThat(log.steps()).extracting(StepLog.Entry::model).containsExactly("m/1", "m/1");
        assertThat(log.steps())
                .extracting(StepLog.Entry::cost)
                .containsExactly(new Money(1_501), Money.NONE);
        assertThat(log.steps()).extracting(StepLog.Entry::fromCache).containsExactly(false, true);
        assertThat(log.totalCost()).isEqualTo(new Money(1_501));
    }

    private void happened(
            int number,
            String kind,
            String content,
            String tool,
            String status,
            int tokens,
            long ms) {
        happened(number, kind, content, tool, status, tokens, ms, null);
    }

    private void happened(
            int number,
            String kind,
            String content,
            String tool,
            String status,
            int tokens,
            long ms,
            @Nullable ModelUsage model) {
        int sequence = events.size() + 1;
        events.add(
                new IdentifiedEvent(
                        EventId.step(TASK, TASK.node("search"), 1, sequence),
                        new TaskEvent.Stepped(
                                NOON.plusMillis(sequence),
                                "search",
                                "search",
                                1,
                                number,
                                kind,
                                content,
                                tool,
                                status,
                                tokens,
                                ms,
                                model)));
    }

    private StepLog log() {
        TaskView view =
                TaskView.accepted(
                                TASK.value(),
                                new TaskEvent.Accepted(
                                        NOON,
                                        "s-1",
                                        "default",
                                        "orchestrator",
                                        "how are sales?",
                                        Map.of(),
                                        10,
                                        8192))
                        .apply(
                                new TaskEvent.Ended(
                                        NOON,
                                        TaskState.COMPLETED,
                                        "",
                                        "",
                                        2,
                                        0,
                                        Money.NONE,
                                        1,
                                        0,
                                        List.of(),
                                        false));
        return StepLog.of(view, events);
    }
}
