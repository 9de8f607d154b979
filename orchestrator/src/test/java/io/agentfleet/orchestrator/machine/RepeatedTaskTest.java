package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.orchestrator.session.SessionJson;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatedTaskTest {

    private final SessionScenario scenario = new SessionScenario();

    @Test
    void aTaskWasCreatedWhenTheApiAcceptedItNotWhenTheFlowReadIt() {
        scenario.now = SessionScenario.START.plusSeconds(90);
        scenario.arrives("t");
        assertThat(accepted()).isEqualTo(SessionScenario.START);

        scenario.now = SessionScenario.START.plusSeconds(100);
        scenario.receives(new SessionEvent.TakenOver(SessionScenario.START));
        assertThat(accepted()).isEqualTo(SessionScenario.START);
    }

    @Test
    void aTimeThatCannotBeIsReplacedByThatOfTheArrival() {
        scenario.now = SessionScenario.START.minusSeconds(90);
        scenario.arrives("early");
        assertThat(accepted()).isEqualTo(scenario.now);

        SessionScenario late = new SessionScenario();
        late.now = SessionScenario.START.plus(Duration.ofDays(2));
        late.arrives("late");
        assertThat(((Action.PublishEvent) late.actions.getFirst()).event().at())
                .isEqualTo(late.now);
    }

    private Instant accepted() {
        Action.PublishEvent event = (Action.PublishEvent) scenario.actions.getFirst();
        assertThat(event.event()).isInstanceOf(TaskEvent.Accepted.class);
        return event.event().at();
    }

    @Test
    void aRepeatThatAsksForSomethingElseIsRefusedNamingWhat() {
        scenario.arrives("t").arrives("waiting");
        for (String id : new String[] {"t", "waiting"}) {
            refused(
                    repeat(id, "How did we sell?", "hotel", 7),
                    "task '%s' was accepted with another data source ('sales', now 'hotel'): send"
                            .formatted(id));
            refused(repeat(id, "Why?", "sales", 9), "another prompt, another max_steps (7, now 9)");
        }
        assertThat(scenario.session.waiting()).hasSize(1);
    }

    @Test
    void alsoAfterTheTaskHasEndedAndTheStateWasStored() {
        scenario.arrives("t");
        scenario.finishes("t");
        scenario.session = SessionJson.read(SessionJson.write(scenario.session));
        refused(repeat("t", "Why?", "sales", 7), "task 't' was accepted with another prompt:");

        scenario.arrives("t");
        assertThat(scenario.published()).last().asString().endsWith(":Ended");
    }

    private void refused(Task repeat, String reason) {
        assertThatThrownBy(() -> scenario.receives(new SessionEvent.TaskArrived(repeat)))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                            assertThat(e).hasMessageContaining(reason);
                        });
    }

    private static Task repeat(String id, String prompt, String source, int maxSteps) {
        Task first = SessionScenario.task(id);
        return new Task(
                first.id(),
                first.rootId(),
                first.parentId(),
                first.nodeId(),
                first.session(),
                first.source(),
                first.agent(),
                prompt,
                first.context(),
                Map.of(Task.DATA_SOURCE, source),
                new RunLimits(maxSteps, 8192, Optional.empty()),
                1,
                0,
                "",
                first.tenant(),
                first.createdAt(),
                "");
    }
}
