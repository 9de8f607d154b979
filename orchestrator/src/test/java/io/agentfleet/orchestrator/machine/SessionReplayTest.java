package io.agentfleet.orchestrator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.NodeExecution;
import io.agentfleet.orchestrator.session.PlanExecution;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.orchestrator.session.SessionJson;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every course of events: random ones, the same on every machine. */
class SessionReplayTest {

    private static final int LONGEST = 2_000;

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTaskEndsOnceWithOneOutcome(int seed) {
        RandomSessionRun course = new RandomSessionRun(seed);
        for (int i = 0; i < LONGEST && !course.isOver(); i++) {
            Map<TaskId, TaskEvent.Ended> before = Map.copyOf(course.outcomes);
            course.goOn();
            for (Action effect : course.scene.effects) {
                if (effect instanceof Action.Publish(TaskRef task, TaskEvent.Ended outcome)) {
                    assertThat(before.getOrDefault(task.id(), outcome)).isEqualTo(outcome);
                }
            }
        }
        assertThat(course.outcomes).hasSize(RandomSessionRun.TASKS);
        assertThat(course.scene.session.isIdle()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameEventsGiveTheSameStateAlsoThroughTheStore(int seed) {
        RandomSessionRun course = new RandomSessionRun(seed);
        while (course.heard.size() < LONGEST && !course.isOver()) {
            course.goOn();
        }
        Session stored = Session.NEW;
        for (RandomSessionRun.Heard heard : course.heard) {
            stored = course.scene.machine.decide(stored, heard.event(), heard.at()).session();
            stored = SessionJson.read(SessionJson.write(stored));
        }
        assertThat(stored).isEqualTo(course.scene.session);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEventHeardAgainChangesNothingAndOnlyATaskBringsOutWhatFollowsAgain(int seed) {
        RandomSessionRun course = new RandomSessionRun(seed);
        while (course.heard.size() < LONGEST && !course.isOver()) {
            course.goOn();
            SessionEvent past =
                    course.heard.get(course.random.nextInt(course.heard.size())).event();
            if (!(past instanceof SessionEvent.TimePassed)) {
                Session before = course.scene.session;
                Decision again = decide(course, before, past, course.scene.now.plusSeconds(9));
                assertThat(again.session()).isEqualTo(before);
                if (past instanceof SessionEvent.TaskArrived) {
                    assertThat(again.effects()).allSatisfy(effect -> checkRepeated(before, effect));
                } else {
                    assertThat(again.effects()).isEmpty();
                }
            }
        }
    }

    /**
     * At-least-once: the process dies after a decision was stored, some of its effects are lost,
     * and everything since the last commit is heard again.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void afterACrashTheSameInputsLeadToTheSameStateAndLostEffectsComeOut(int seed) {
        RandomSessionRun course = new RandomSessionRun(seed);
        while (course.heard.size() < LONGEST && !course.isOver()) {
            int committed = course.heard.size();
            int more = 1 + course.random.nextInt(4);
            for (int i = 0; i < more && !course.isOver(); i++) {
                course.goOn();
            }
            Session state = course.scene.session;
            Set<String> owed = follows(state);
            Decision taken =
                    decide(course, state, new SessionEvent.TakenOver(Instant.EPOCH), later(course));
            assertThat(taken.session()).isEqualTo(state);
            assertThat(names(taken.effects())).containsAll(owed);
            for (RandomSessionRun.Heard heard :
                    course.heard.subList(committed, course.heard.size())) {
                if (!(heard.event() instanceof SessionEvent.TimePassed)) {
                    assertThat(decide(course, state, heard.event(), later(course)).session())
                            .isEqualTo(state);
                }
            }
        }
    }

    /** At-least-once: effects are out, the state of the last decisions is lost. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyTaskStillEndsIfTheStateOfTheLastDecisionsWasLost(int seed) {
        RandomSessionRun course = new RandomSessionRun(seed);
        while (course.heard.size() < LONGEST && !course.isOver()) {
            Session durable = course.scene.session;
            int committed = course.heard.size();
            int more = 1 + course.random.nextInt(4);
            for (int i = 0; i < more && !course.isOver(); i++) {
                course.goOn();
            }
            if (course.random.nextInt(4) == 0) {
                crash(course, durable, committed);
            }
        }
        assertThat(course.outcomes).hasSize(RandomSessionRun.TASKS);
    }

    /** The log has everything that was sent: also the outcomes, which come back. */
    private static void crash(RandomSessionRun course, Session durable, int committed) {
        List<RandomSessionRun.Heard> again =
                List.copyOf(course.heard.subList(committed, course.heard.size()));
        course.scene.session = durable;
        course.hear(new SessionEvent.TakenOver(Instant.EPOCH));
        for (RandomSessionRun.Heard heard : again) {
            if (!(heard.event() instanceof SessionEvent.TimePassed)) {
                course.hear(heard.event());
            }
        }
        Map.copyOf(course.outcomes)
                .forEach((task, outcome) ->
                        course.hear(new SessionEvent.OutcomeHeard(task, outcome)));
    }

    private static Decision decide(
            RandomSessionRun course, Session state, SessionEvent event, Instant at) {
        return course.scene.machine.decide(state, event, at);
    }

    private static Instant later(RandomSessionRun course) {
        return course.scene.now.plus(Duration.ofSeconds(9));
    }

    /** What still follows from a state: running attempts and remembered outcomes. */
    private static Set<String> follows(Session state) {
        Set<String> names = new HashSet<>();
        state.active().stream()
                .flatMap(PlanExecution::all)
                .filter(work -> work.state() == NodeExecution.State.RUNNING)
                .forEach(work -> names.add("sent " + work.id() + "." + work.attempt()));
        state.memory()
                .finished()
                .forEach(task ->
                        task.outcome().ifPresent(ignored -> names.add("ended " + task.id())));
        return names;
    }

    private static Set<String> names(List<Action> effects) {
        Set<String> names = new HashSet<>();
        for (Action effect : effects) {
            switch (effect) {
                case Action.Dispatch(Task task) ->
                        names.add("sent " + task.nodeId() + "." + task.attempt());
                case Action.Publish(TaskRef task, var ignored) -> names.add("ended " + task.id());
                case Action.Tell ignored -> {}
                case Action.OrderCancel ignored -> {}
            }
        }
        return names;
    }

    /** Told again are only attempts that run, events that were told, outcomes that are known. */
    private static void checkRepeated(Session state, Action effect) {
        switch (effect) {
            case Action.Dispatch(Task task) ->
                    assertThat(follows(state))
                            .contains("sent " + task.nodeId() + "." + task.attempt());
            case Action.Publish(TaskRef task, var ignored) ->
                    assertThat(follows(state)).contains("ended " + task.id());
            case Action.Tell(TaskRef task, int sequence, var ignored) ->
                    state.active()
                            .filter(walk -> walk.task().id().equals(task.id()))
                            .ifPresent(
                                    walk -> assertThat(sequence).isBetween(1, walk.told().size()));
            case Action.OrderCancel ignored -> {}
        }
    }
}
