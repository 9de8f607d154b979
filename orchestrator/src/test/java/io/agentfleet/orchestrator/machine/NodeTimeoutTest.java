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

    private final SessionScenario scene = new SessionScenario();

    @BeforeEach
    void planTheTask() {
        scene.arrives("t").planned("t");
    }

    @Test
    void waitsForANodeThatNeverShowedASignOfLifeUntilTheDeadline() {
        assertThat(scene.nextDue())
                .contains(SessionScenario.START.plus(SessionScenario.LIMITS.defaultDeadline()));
        scene.after(TIMEOUT.multipliedBy(5));
        assertThat(scene.effects).isEmpty();
    }

    @Test
    void goesOnWaitingAsLongAsSignsOfLifeArrive() {
        for (int i = 0; i < 20; i++) {
            scene.after(INTERVAL).showsSignOfLife("t", "search", 1);
            assertThat(scene.nextDue()).contains(scene.now.plus(TIMEOUT));
        }
        scene.completes("t", "search");
        assertThat(scene.told()).singleElement().asString().endsWith("NodeEnded");
    }

    @Test
    void givesASilentAttemptUpAndTriesAgain() {
        scene.showsSignOfLife("t", "search", 1).after(TIMEOUT.minusMillis(1));
        assertThat(scene.session.active().orElseThrow().find("search").orElseThrow().state())
                .isEqualTo(NodeExecution.State.RUNNING);

        scene.after(Duration.ofMillis(1));
        assertThat(scene.sentOut()).isEmpty();
        scene.after(Duration.ofSeconds(1));
        assertThat(scene.sentOut()).containsExactly("search.2");
    }

    @Test
    void ignoresWhatASilentAttemptSaysLate() {
        scene.showsSignOfLife("t", "search", 1).after(TIMEOUT);
        Session resting = scene.session;
        assertThat(scene.completes("t", "search", 1).session).isEqualTo(resting);
        assertThat(scene.showsSignOfLife("t", "search", 1).session).isEqualTo(resting);

        scene.after(Duration.ofSeconds(1));
        Session again = scene.session;
        assertThat(scene.completes("t", "search", 1).session).isEqualTo(again);
        assertThat(scene.showsSignOfLife("t", "search", 1).session).isEqualTo(again);
    }

    @Test
    void startsTheClockOfEachAttemptAtItsOwnFirstSign() {
        scene.showsSignOfLife("t", "search", 1).after(TIMEOUT).after(Duration.ofSeconds(1));

        scene.after(TIMEOUT.plus(INTERVAL));

        assertThat(scene.sentOut()).isEmpty();
        assertThat(scene.nextDue())
                .contains(SessionScenario.START.plus(SessionScenario.LIMITS.defaultDeadline()));
    }

    @Test
    void namesNodeAgentAndSilenceWhenTheLastAttemptFellSilentAndOrdersItToStop() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            scene.showsSignOfLife("t", "search", attempt)
                    .after(TIMEOUT.plusSeconds(3))
                    .after(Duration.ofSeconds(4));
        }
        scene.completes("t", "analysis").completes("t", "report");

        assertThat(scene.outcome().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(scene.outcome().error())
                .startsWith(
                        "node_failed: node 'search' (agent search) failed: agent_unavailable: agent 'search' gave no sign of life for 123 s on attempt 3 of node 'search'");
        assertThat(scene.effects).hasAtLeastOneElementOfType(Action.PublishCancel.class);
    }

    @Test
    void doesNotCountSilenceWhileNobodyListened() {
        scene.showsSignOfLife("t", "search", 1);
        scene.now = scene.now.plus(TIMEOUT.multipliedBy(3));
        Instant restarted = scene.now;
        Session before = scene.session;

        scene.hears(new SessionEvent.TimePassed(restarted));

        assertThat(scene.session).isEqualTo(before);
        assertThat(scene.machine.nextDue(scene.session, restarted))
                .contains(restarted.plus(TIMEOUT));
    }

    @Test
    void aSignHeardTwiceChangesNothingEvenLater() {
        scene.showsSignOfLife("t", "search", 1);
        SessionEvent sign = scene.history.getLast();
        Session before = scene.session;
        scene.now = scene.now.plus(INTERVAL);

        assertThat(scene.hears(sign).session).isEqualTo(before);
        assertThat(scene.effects).isEmpty();
    }
}
