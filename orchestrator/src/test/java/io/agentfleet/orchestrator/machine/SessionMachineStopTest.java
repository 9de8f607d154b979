package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.TaskState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks that are stopped: by their user, or by their deadline. */
class SessionMachineStopTest {

    private final SessionScenario scenario = new SessionScenario();

    @Test
    void cancelsTheActiveTaskAndStartsTheNext() {
        scenario.arrives("t1").arrives("t2").planned("t1").cancelled("t1");

        assertThat(scenario.outcome().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(scenario.dispatched())
                .extracting(t -> t.id().value())
                .containsExactly("t2.plan");
        Session before = scenario.session;
        scenario.completes("t1", "search");
        assertThat(scenario.session).isEqualTo(before);
        assertThat(scenario.actions).isEmpty();
    }

    @Test
    void cancelsAWaitingTaskWithoutStartingIt() {
        scenario.arrives("t1").arrives("t2").arrives("t3").cancelled("t2");
        assertThat(scenario.published()).containsExactly("t2:2:Ended");
        assertThat(scenario.outcome().state()).isEqualTo(TaskState.CANCELLED);

        scenario.finishes("t1");
        assertThat(scenario.dispatched())
                .extracting(t -> t.id().value())
                .containsExactly("t3.plan");
    }

    @Test
    void heedsACancelOrderThatOvertookItsTask() {
        scenario.cancelled("t");
        assertThat(scenario.actions).isEmpty();

        scenario.arrives("t");
        assertThat(scenario.outcome().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(scenario.sentOut()).isEmpty();
    }

    @Test
    void failsATaskAtItsDeadlineAndStopsItsAgents() {
        scenario.arrives("t").planned("t");
        assertThat(scenario.nextDue()).contains(SessionScenario.START.plus(Duration.ofMinutes(15)));

        scenario.after(Duration.ofMinutes(15));

        assertThat(scenario.outcome().error()).startsWith("deadline_exceeded: ");
        assertThat(scenario.actions).hasAtLeastOneElementOfType(Action.PublishCancel.class);
        assertThat(scenario.session.isIdle()).isTrue();
    }

    @Test
    void failsAWaitingTaskAtTheDeadlineItNamed() {
        scenario.arrives("t1");
        scenario.receives(
                new SessionEvent.TaskArrived(
                        SessionScenario.task(
                                "t2", "", Optional.of(SessionScenario.START.plusSeconds(5)))));

        scenario.after(Duration.ofSeconds(5));

        assertThat(scenario.published()).containsExactly("t2:2:Ended");
        assertThat(scenario.outcome().error()).startsWith("deadline_exceeded: ");
        assertThat(scenario.session.active()).isPresent();
    }

    @Test
    void stopsWhenANodeWasCancelledAndCancelsEveryAgent() {
        scenario.arrives("t").arrives("next").planned("t");

        scenario.receives(
                SessionScenario.result(
                        "t",
                        "search",
                        1,
                        TaskState.CANCELLED,
                        "",
                        io.agentfleet.schemas.ErrorCode.CANCELLED,
                        false));

        assertThat(scenario.outcome().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(scenario.actions).hasAtLeastOneElementOfType(Action.PublishCancel.class);
        assertThat(scenario.dispatched())
                .extracting(t -> t.id().value())
                .containsExactly("next.plan");
        scenario.cancelled("t");
        assertThat(scenario.actions).isEmpty();
    }
}
