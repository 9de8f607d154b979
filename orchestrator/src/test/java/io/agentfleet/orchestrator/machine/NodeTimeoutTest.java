package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.NodeExecution;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents that take long, and agents that fall silent. */
class NodeTimeoutTest {

    private static final Duration TIMEOUT = SessionScenario.LIMITS.nodeTimeout();
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final SessionScenario scenario = new SessionScenario();

    @BeforeEach
    void planTheTask() {
        scenario.arrives("t").planned("t");
    }

    @Test
    void waitsForANodeWithoutAnyHeartbeatUntilTheDeadline() {
        assertThat(scenario.nextDue())
                .contains(SessionScenario.START.plus(SessionScenario.LIMITS.defaultDeadline()));
        scenario.after(TIMEOUT.multipliedBy(5));
        assertThat(scenario.actions).isEmpty();
    }

    @Test
    void waitsAsLongAsHeartbeatsArrive() {
        for (int i = 0; i < 20; i++) {
            scenario.after(INTERVAL).sendsHeartbeat("t", "search", 1);
            assertThat(scenario.nextDue()).contains(scenario.now.plus(TIMEOUT));
        }
        scenario.completes("t", "search");
        assertThat(scenario.published()).singleElement().asString().endsWith("NodeEnded");
    }

    @Test
    void givesUpAnAttemptWithoutHeartbeatsAndRetries() {
        scenario.sendsHeartbeat("t", "search", 1).after(TIMEOUT.minusMillis(1));
        assertThat(scenario.session.active().orElseThrow().find("search").orElseThrow().state())
                .isEqualTo(NodeExecution.State.RUNNING);

        scenario.after(Duration.ofMillis(1));
        assertThat(scenario.sentOut()).isEmpty();
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.sentOut()).containsExactly("search.2");
    }

    @Test
    void ignoresALateResultOfAnAttemptThatWasGivenUp() {
        scenario.sendsHeartbeat("t", "search", 1).after(TIMEOUT);
        Session resting = scenario.session;
        assertThat(scenario.completes("t", "search", 1).session).isEqualTo(resting);
        assertThat(scenario.sendsHeartbeat("t", "search", 1).session).isEqualTo(resting);

        scenario.after(Duration.ofSeconds(1));
        Session again = scenario.session;
        assertThat(scenario.completes("t", "search", 1).session).isEqualTo(again);
        assertThat(scenario.sendsHeartbeat("t", "search", 1).session).isEqualTo(again);
    }

    @Test
    void startsTheTimeoutOfEachAttemptAtItsFirstHeartbeat() {
        scenario.sendsHeartbeat("t", "search", 1).after(TIMEOUT).after(Duration.ofSeconds(1));

        scenario.after(TIMEOUT.plus(INTERVAL));

        assertThat(scenario.sentOut()).isEmpty();
        assertThat(scenario.nextDue())
                .contains(SessionScenario.START.plus(SessionScenario.LIMITS.defaultDeadline()));
    }

    @Test
    void namesNodeAgentAndTimeoutWhenTheLastAttemptHasNoHeartbeatAndCancelsIt() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            scenario.sendsHeartbeat("t", "search", attempt)
                    .after(TIMEOUT.plusSeconds(3))
                    .after(Duration.ofSeconds(4));
        }
        scenario.completes("t", "analysis").completes("t", "report");

        assertThat(scenario.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scenario.outcome().error())
                .startsWith(
                        "node_failed: node 'search' (agent search) failed: agent_unavailable: agent 'search' sent no heartbeat for 123 s on attempt 3 of node 'search'");
        assertThat(scenario.actions).hasAtLeastOneElementOfType(Action.PublishCancel.class);
    }

    @Test
    void doesNotCountMissingHeartbeatsBeforeThisProcessReceived() {
        scenario.sendsHeartbeat("t", "search", 1);
        scenario.now = scenario.now.plus(TIMEOUT.multipliedBy(3));
        Instant restarted = scenario.now;
        Session before = scenario.session;

        scenario.receives(new SessionEvent.TimePassed(restarted));

        assertThat(scenario.session).isEqualTo(before);
        assertThat(scenario.machine.nextDue(scenario.session, restarted))
                .contains(restarted.plus(TIMEOUT));
    }

    @Test
    void aRepeatedHeartbeatChangesNothingEvenLater() {
        scenario.sendsHeartbeat("t", "search", 1);
        SessionEvent heartbeat = scenario.history.getLast();
        Session before = scenario.session;
        scenario.now = scenario.now.plus(INTERVAL);

        assertThat(scenario.receives(heartbeat).session).isEqualTo(before);
        assertThat(scenario.actions).isEmpty();
    }
}
