package io.agentfleet.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.orchestrator.flow.FlowConfig;
import io.agentfleet.orchestrator.records.BlockingEventSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A flow on a real broker that stops without a word, and one that wakes up again too late. */
@Timeout(240)
class FlowTakeoverIT {

    private static final int SESSIONS = 12;
    private static final int TASKS = 4;
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir Path folder;
    private final BlockingEventSerde blocking = new BlockingEventSerde();

    @ParameterizedTest
    @EnumSource(FlowConfig.Guarantee.class)
    void goesOnWhereAFlowBrokeOffWithoutACommit(FlowConfig.Guarantee guarantee) throws IOException {
        try (FlowEnvironment world = new FlowEnvironment("crash-" + name(guarantee))) {
            FlowEngine first = startAndStopMidway(world, guarantee);
            try (FlowEngine second = world.engine(guarantee, successor("second"))) {
                second.start(() -> true);
                await().atMost(SOON).until(() -> world.play() == SESSIONS * TASKS);
            }
            blocking.release();
            first.close();
            checkOutcomes(world);
        }
    }

    @ParameterizedTest
    @EnumSource(FlowConfig.Guarantee.class)
    void isNotHarmedByAFlowThatWakesUpLate(FlowConfig.Guarantee guarantee) throws IOException {
        try (FlowEnvironment world = new FlowEnvironment("zombie-" + name(guarantee))) {
            FlowEngine zombie = startAndStopMidway(world, guarantee);
            try (FlowEngine second = world.engine(guarantee, successor("second"))) {
                second.start(() -> true);
                await().atMost(SOON).until(() -> world.play() >= SESSIONS * 2);
            }
            blocking.release();
            zombie.close();
            try (FlowEngine third = world.engine(guarantee, successor("third"))) {
                third.start(() -> true);
                await().atMost(SOON).until(() -> world.play() == SESSIONS * TASKS);
            }
            checkOutcomes(world);
        }
    }

    private FlowEngine startAndStopMidway(FlowEnvironment world, FlowConfig.Guarantee guarantee) {
        FlowEngine first = world.engine(guarantee, folder.resolve("first"), blocking::on);
        first.start(() -> true);
        world.submit(SESSIONS, TASKS);
        await().atMost(SOON).until(() -> world.play() >= SESSIONS);
        blocking.pull();
        await().atMost(SOON)
                .until(() -> {
                    world.play();
                    return blocking.held() == 2;
                });
        return first;
    }

    /** A state folder of its own, under the name of the first one: it takes over at once. */
    private Path successor(String name) throws IOException {
        Path other = Files.createDirectories(folder.resolve(name));
        Files.copy(folder.resolve("first").resolve("instance"), other.resolve("instance"));
        return other;
    }

    private static void checkOutcomes(FlowEnvironment world) {
        for (int session = 0; session < SESSIONS; session++) {
            assertThat(world.ends.get(world.session(session)))
                    .containsExactly(
                            world.task(session, 0),
                            world.task(session, 1),
                            world.task(session, 2),
                            world.task(session, 3));
        }
        assertThat(world.outcomes.values())
                .allSatisfy(published -> assertThat(published).containsExactly("COMPLETED done"));
    }

    private static String name(FlowConfig.Guarantee guarantee) {
        return guarantee.name().toLowerCase(Locale.ROOT);
    }
}
