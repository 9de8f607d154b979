package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.TaskState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks that are stopped: by their user, or by their deadline. */
class SessionMachineStopTest {

    private final SessionScenario scene = new SessionScenario();

    @Test
    void cancelsTheActiveTaskAndStartsTheNext() {
        scene.arrives("t1").arrives("t2").planned("t1").cancelled("t1");

        assertThat(scene.outcome().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(scene.dispatched()).extracting(t -> t.id().value()).containsExactly("t2.plan");
        Session before = scene.session;
        scene.completes("t1", "search");
        assertThat(scene.session).isEqualTo(before);
        assertThat(scene.effects).isEmpty();
    }

    @Test
    void cancelsAWaitingTaskWithoutStartingIt() {
        scene.arrives("t1").arrives("t2").arrives("t3").cancelled("t2");
        assertThat(scene.told()).containsExactly("t2:2:Ended");
        assertThat(scene.outcome().state()).isEqualTo(TaskState.CANCELLED);

        scene.finishes("t1");
        assertThat(scene.dispatched()).extracting(t -> t.id().value()).containsExactly("t3.plan");
    }

    @Test
    void heedsACancelOrderThatOvertookItsTask() {
        scene.cancelled("t");
        assertThat(scene.effects).isEmpty();

        scene.arrives("t");
        assertThat(scene.outcome().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(scene.sentOut()).isEmpty();
    }

    @Test
    void failsATaskAtItsDeadlineAndStopsItsAgents() {
        scene.arrives("t").planned("t");
        assertThat(scene.nextDue()).contains(SessionScenario.START.plus(Duration.ofMinutes(15)));

        scene.after(Duration.ofMinutes(15));

        assertThat(scene.outcome().error()).startsWith("deadline_exceeded: ");
        assertThat(scene.effects).hasAtLeastOneElementOfType(Action.PublishCancel.class);
        assertThat(scene.session.isIdle()).isTrue();
    }

    @Test
    void failsAWaitingTaskAtTheDeadlineItNamed() {
        scene.arrives("t1");
        scene.hears(
                new SessionEvent.TaskArrived(
                        SessionScenario.task(
                                "t2", "", Optional.of(SessionScenario.START.plusSeconds(5)))));

        scene.after(Duration.ofSeconds(5));

        assertThat(scene.told()).containsExactly("t2:2:Ended");
        assertThat(scene.outcome().error()).startsWith("deadline_exceeded: ");
        assertThat(scene.session.active()).isPresent();
    }

    @Test
    void stopsWhenANodeWasOrderedToStopAndTellsEveryAgent() {
        scene.arrives("t").arrives("next").planned("t");

        scene.hears(
                SessionScenario.result(
                        "t",
                        "search",
                        1,
                        TaskState.CANCELLED,
                        "",
                        io.agentfleet.schemas.ErrorCode.CANCELLED,
                        false));

        assertThat(scene.outcome().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(scene.effects).hasAtLeastOneElementOfType(Action.PublishCancel.class);
        assertThat(scene.dispatched()).extracting(t -> t.id().value()).containsExactly("next.plan");
        scene.cancelled("t");
        assertThat(scene.effects).isEmpty();
    }
}
