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
        RandomSessionRun run = new RandomSessionRun(seed);
        for (int i = 0; i < LONGEST && !run.isOver(); i++) {
            Map<TaskId, TaskEvent.Ended> before = Map.copyOf(run.outcomes);
            run.goOn();
            for (Action action : run.scenario.actions) {
                if (action instanceof Action.PublishResult(TaskRef task, TaskEvent.Ended outcome)) {
                    assertThat(before.getOrDefault(task.id(), outcome)).isEqualTo(outcome);
                }
            }
        }
        assertThat(run.outcomes).hasSize(RandomSessionRun.TASKS);
        assertThat(run.scenario.session.isIdle()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameEventsGiveTheSameStateAlsoThroughTheStore(int seed) {
        RandomSessionRun run = new RandomSessionRun(seed);
        while (run.received.size() < LONGEST && !run.isOver()) {
            run.goOn();
        }
        Session stored = Session.NEW;
        for (RandomSessionRun.Received received : run.received) {
            stored = run.scenario.machine.decide(stored, received.event(), received.at()).session();
            stored = SessionJson.read(SessionJson.write(stored));
        }
        assertThat(stored).isEqualTo(run.scenario.session);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRepeatedEventChangesNothingAndOnlyATaskRepeatsItsActions(int seed) {
        RandomSessionRun run = new RandomSessionRun(seed);
        while (run.received.size() < LONGEST && !run.isOver()) {
            run.goOn();
            SessionEvent past = run.received.get(run.random.nextInt(run.received.size())).event();
            if (!(past instanceof SessionEvent.TimePassed)) {
                Session before = run.scenario.session;
                Decision again = decide(run, before, past, run.scenario.now.plusSeconds(9));
                assertThat(again.session()).isEqualTo(before);
                if (past instanceof SessionEvent.TaskArrived) {
                    assertThat(again.actions()).allSatisfy(action -> checkRepeated(before, action));
                } else {
                    assertThat(again.actions()).isEmpty();
                }
            }
        }
    }

    /**
     * At-least-once: the process dies after a decision was stored, some of its actions are lost,
     * and everything since the last commit is heard again.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void afterACrashTheSameInputsLeadToTheSameStateAndLostActionsComeOut(int seed) {
        RandomSessionRun run = new RandomSessionRun(seed);
        while (run.received.size() < LONGEST && !run.isOver()) {
            int committed = run.received.size();
            int more = 1 + run.random.nextInt(4);
            for (int i = 0; i < more && !run.isOver(); i++) {
                run.goOn();
            }
            Session state = run.scenario.session;
            Set<String> pending = follows(state);
            Decision taken =
                    decide(run, state, new SessionEvent.TakenOver(Instant.EPOCH), later(run));
            assertThat(taken.session()).isEqualTo(state);
            assertThat(names(taken.actions())).containsAll(pending);
            for (RandomSessionRun.Received received :
                    run.received.subList(committed, run.received.size())) {
                if (!(received.event() instanceof SessionEvent.TimePassed)) {
                    assertThat(decide(run, state, received.event(), later(run)).session())
                            .isEqualTo(state);
                }
            }
        }
    }

    /** At-least-once: actions are sent, the state of the last decisions is lost. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyTaskStillEndsIfTheStateOfTheLastDecisionsWasLost(int seed) {
        RandomSessionRun run = new RandomSessionRun(seed);
        while (run.received.size() < LONGEST && !run.isOver()) {
            Session durable = run.scenario.session;
            int committed = run.received.size();
            int more = 1 + run.random.nextInt(4);
            for (int i = 0; i < more && !run.isOver(); i++) {
                run.goOn();
            }
            if (run.random.nextInt(4) == 0) {
                crash(run, durable, committed);
            }
        }
        assertThat(run.outcomes).hasSize(RandomSessionRun.TASKS);
    }

    /** The log has everything that was sent: also the outcomes, which come back. */
    private static void crash(RandomSessionRun run, Session durable, int committed) {
        List<RandomSessionRun.Received> again =
                List.copyOf(run.received.subList(committed, run.received.size()));
        run.scenario.session = durable;
        run.receive(new SessionEvent.TakenOver(Instant.EPOCH));
        for (RandomSessionRun.Received received : again) {
            if (!(received.event() instanceof SessionEvent.TimePassed)) {
                run.receive(received.event());
            }
        }
        Map.copyOf(run.outcomes)
                .forEach((task, outcome) ->
                        run.receive(new SessionEvent.ResultPublished(task, outcome)));
    }

    private static Decision decide(
            RandomSessionRun run, Session state, SessionEvent event, Instant at) {
        return run.scenario.machine.decide(state, event, at);
    }

    private static Instant later(RandomSessionRun run) {
        return run.scenario.now.plus(Duration.ofSeconds(9));
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

    private static Set<String> names(List<Action> actions) {
        Set<String> names = new HashSet<>();
        for (Action action : actions) {
            switch (action) {
                case Action.Dispatch(Task task) ->
                        names.add("sent " + task.nodeId() + "." + task.attempt());
                case Action.PublishResult(TaskRef task, var ignored) ->
                        names.add("ended " + task.id());
                case Action.PublishEvent ignored -> {}
                case Action.PublishCancel ignored -> {}
            }
        }
        return names;
    }

    /** Told again are only attempts that run, events that were told, outcomes that are known. */
    private static void checkRepeated(Session state, Action action) {
        switch (action) {
            case Action.Dispatch(Task task) ->
                    assertThat(follows(state))
                            .contains("sent " + task.nodeId() + "." + task.attempt());
            case Action.PublishResult(TaskRef task, var ignored) ->
                    assertThat(follows(state)).contains("ended " + task.id());
            case Action.PublishEvent(TaskRef task, int sequence, var ignored) ->
                    state.active()
                            .filter(execution -> execution.task().id().equals(task.id()))
                            .ifPresent(execution ->
                                    assertThat(sequence).isBetween(1, execution.told().size()));
            case Action.PublishCancel ignored -> {}
        }
    }
}
