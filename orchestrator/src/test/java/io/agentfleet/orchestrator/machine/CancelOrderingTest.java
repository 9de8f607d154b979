package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cancel order among a task's other events: every order of them, none left out. */
class CancelOrderingTest {

    private static final SessionEvent CANCEL =
            new SessionEvent.CancelRequested(new TaskId("t"), "enough");

    private int orders;

    @Test
    void nothingOfATaskGoesOutAfterItsCancelOrder() {
        inEveryOrder(
                List.of(
                        new SessionEvent.TaskArrived(SessionScenario.task("t")),
                        done("plan", SessionScenario.USUAL_PLAN),
                        done("search", "found"),
                        done("analysis", "counted"),
                        failed("search", ErrorCode.UNAVAILABLE),
                        new SessionEvent.TimePassed(),
                        CANCEL,
                        CANCEL));
        assertThat(orders).isEqualTo(40_320);
    }

    @Test
    void norIfTheAgentsWordOfTheCancelArrivesFirst() {
        inEveryOrder(
                List.of(
                        new SessionEvent.TaskArrived(SessionScenario.task("t")),
                        done("plan", SessionScenario.USUAL_PLAN),
                        done("search", "found"),
                        SessionScenario.result(
                                "t",
                                "analysis",
                                1,
                                TaskState.CANCELLED,
                                "",
                                ErrorCode.CANCELLED,
                                false),
                        done("report", "written"),
                        CANCEL));
        assertThat(orders).isEqualTo(720);
    }

    private static SessionEvent done(String node, String output) {
        return SessionScenario.result("t", node, 1, TaskState.COMPLETED, output, null, false);
    }

    private static SessionEvent failed(String node, ErrorCode code) {
        return SessionScenario.result("t", node, 1, TaskState.FAILED, "", code, true);
    }

    private void inEveryOrder(List<SessionEvent> events) {
        permute(new ArrayList<>(), events);
    }

    private void permute(List<SessionEvent> chosen, List<SessionEvent> rest) {
        if (rest.isEmpty()) {
            orders++;
            check(chosen);
            return;
        }
        for (int i = 0; i < rest.size(); i++) {
            List<SessionEvent> others = new ArrayList<>(rest);
            chosen.add(others.remove(i));
            permute(chosen, others);
            chosen.removeLast();
        }
    }

    private static void check(List<SessionEvent> order) {
        SessionScenario scenario = new SessionScenario();
        List<TaskEvent.Ended> outcomes = new ArrayList<>();
        boolean cancelled = false;
        for (SessionEvent event : order) {
            scenario.now = scenario.now.plusSeconds(2);
            scenario.receives(event);
            cancelled |= isCancel(event) && (event.equals(CANCEL) || ended(scenario));
            if (cancelled) {
                assertThat(scenario.dispatched()).as("after %s", order).isEmpty();
            }
            ends(scenario).filter(e -> !outcomes.contains(e)).forEach(outcomes::add);
        }
        assertThat(outcomes).as("outcomes of %s", order).hasSize(1);
    }

    private static boolean isCancel(SessionEvent event) {
        return event.equals(CANCEL)
                || (event instanceof SessionEvent.ResultArrived(NodeResult result)
                        && result.state() == TaskState.CANCELLED);
    }

    private static boolean ended(SessionScenario scenario) {
        return ends(scenario).findAny().isPresent();
    }

    private static Stream<TaskEvent.Ended> ends(SessionScenario scenario) {
        return scenario.actions.stream()
                .flatMap(e ->
                        e instanceof Action.PublishResult(var ignored, TaskEvent.Ended outcome)
                                ? Stream.of(outcome)
                                : Stream.empty());
    }
}
