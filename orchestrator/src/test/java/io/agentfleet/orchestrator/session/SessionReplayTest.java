package io.agentfleet.orchestrator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.run.Task;
import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.schemas.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every course of events: random ones, the same on every machine. */
class SessionReplayTest {

    private static final int TASKS = 6;

    static java.util.stream.IntStream seeds() {
        return java.util.stream.IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTaskEndsOnceWhateverHappensTwice(int seed) {
        Random random = new Random(seed);
        Scene scene = new Scene();
        List<Task> open = new ArrayList<>();
        Map<TaskId, TaskEvent.Ended> ends = new LinkedHashMap<>();
        int arrived = 0;
        for (int i = 0; i < 400 && ends.size() < TASKS; i++) {
            if (arrived < TASKS && random.nextInt(4) == 0) {
                scene.arrives("t" + arrived++);
            } else if (!open.isEmpty() && random.nextInt(3) > 0) {
                answer(scene, open.remove(random.nextInt(open.size())), random);
            } else if (random.nextInt(40) == 0) {
                scene.cancelled("t" + random.nextInt(TASKS));
            } else {
                scene.after(Duration.ofSeconds(1));
            }
            open.addAll(scene.dispatched());
            noteEnds(scene, ends);
            checkRepetition(scene, random);
            scene.session = SessionJson.read(SessionJson.write(scene.session));
        }
        assertThat(ends).hasSize(TASKS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameEventsAlwaysGiveTheSameState(int seed) {
        Random random = new Random(seed);
        Scene scene = new Scene();
        List<Task> open = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(3) == 0) {
                scene.arrives("t" + i);
            } else if (!open.isEmpty()) {
                answer(scene, open.remove(random.nextInt(open.size())), random);
            }
            open.addAll(scene.dispatched());
        }
        Scene again = new Scene();
        scene.history.forEach(again::hears);
        assertThat(again.session).isEqualTo(scene.session);
        assertThat(SessionJson.read(SessionJson.write(scene.session))).isEqualTo(scene.session);
    }

    /** An event heard before changes nothing, and tells each event under the name it had. */
    private static void checkRepetition(Scene scene, Random random) {
        SessionEvent past = scene.history.get(random.nextInt(scene.history.size()));
        if (past instanceof SessionEvent.TimePassed) {
            return;
        }
        Decision again = scene.machine.decide(scene.session, past, scene.now.plusSeconds(9));
        assertThat(again.session()).isEqualTo(scene.session);
        Map<String, String> names = new LinkedHashMap<>();
        for (Effect effect : again.effects()) {
            if (effect instanceof Effect.Tell tell) {
                String key = tell.task().id() + ":" + tell.sequence();
                assertThat(names.put(key, tell.event().getClass().getName())).isNull();
            }
        }
        Set<TaskId> active = new HashSet<>();
        scene.session.active().ifPresent(walk -> active.add(walk.task().id()));
        for (Effect effect : again.effects()) {
            if (effect instanceof Effect.Dispatch dispatch) {
                assertThat(active).contains(dispatch.task().rootId());
            }
        }
    }

    private static void answer(Scene scene, Task task, Random random) {
        String root = task.rootId().value();
        int luck = random.nextInt(10);
        if (luck == 0) {
            scene.fails(root, task.nodeId(), task.attempt(), false);
        } else if (luck < 3) {
            scene.fails(root, task.nodeId(), task.attempt(), true);
        } else if (task.nodeId().equals("plan")) {
            scene.hears(
                    Scene.result(
                            root,
                            "plan",
                            task.attempt(),
                            io.agentfleet.schemas.TaskState.COMPLETED,
                            Scene.USUAL_PLAN,
                            null,
                            false));
        } else {
            scene.completes(root, task.nodeId(), task.attempt());
        }
    }

    /** A task may be told again how it ended, but never anything else. */
    private static void noteEnds(Scene scene, Map<TaskId, TaskEvent.Ended> ends) {
        for (Effect effect : scene.effects) {
            if (effect instanceof Effect.Publish publish) {
                TaskEvent.Ended before = ends.put(publish.task().id(), publish.outcome());
                assertThat(before).isIn(null, publish.outcome());
            }
        }
    }
}
