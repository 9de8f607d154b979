package io.agentfleet.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.orchestrator.flow.FlowConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The flow on a real broker, stopped while tasks are on their way. */
@Timeout(180)
class FlowEngineIT {

    private static final int SESSIONS = 12;
    private static final int TASKS = 3;
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir Path state;

    @ParameterizedTest
    @EnumSource(FlowConfig.Guarantee.class)
    void finishesEveryAcceptedTaskInOrderAfterARestartElsewhere(FlowConfig.Guarantee guarantee) {
        try (FlowEnvironment world =
                new FlowEnvironment("stop-" + guarantee.name().toLowerCase(Locale.ROOT))) {
            world.submit(SESSIONS, TASKS);
            try (FlowEngine first = world.engine(guarantee, state.resolve("first"))) {
                first.start(() -> true);
                await().atMost(SOON).until(() -> world.play() >= SESSIONS);
            }
            assertThat(world.outcomes.size()).isLessThan(SESSIONS * TASKS);
            try (FlowEngine second = world.engine(guarantee, state.resolve("second"))) {
                second.start(() -> true);
                await().atMost(SOON).until(() -> world.play() == SESSIONS * TASKS);
            }
            for (int session = 0; session < SESSIONS; session++) {
                assertThat(world.ends.get(world.session(session)))
                        .containsExactly(
                                world.task(session, 0),
                                world.task(session, 1),
                                world.task(session, 2));
            }
        }
    }

    @Test
    void waitsForTopicsThatAreNotThereYet() {
        try (FlowEnvironment world = new FlowEnvironment("wait");
                FlowEngine engine = world.engine(FlowConfig.Guarantee.EXACTLY_ONCE, state)) {
            assertThat(engine.isRunning()).isFalse();
            engine.start(() -> true);
            await().atMost(SOON).until(engine::isRunning);
        }
    }
}
