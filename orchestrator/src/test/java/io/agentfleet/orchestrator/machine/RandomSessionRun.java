package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A random course of one session: tasks with random plans, answers in any order, failures, silent
 * agents, cancel orders, deadlines. The same seed gives the same course. Agents answer an attempt
 * once, however often they are asked; what was sent is never forgotten, as on a log.
 */
final class RandomSessionRun {

    static final int TASKS = 6;

    final Random random;
    final SessionScenario scenario = new SessionScenario();

    /** Every event so far with the time it was heard at, the time's own passing included. */
    final List<Received> received = new ArrayList<>();

    /** First outcome of each task on the log. */
    final Map<TaskId, TaskEvent.Ended> outcomes = new LinkedHashMap<>();

    private final List<Task> open = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private int arrived;

    /** An event and when it was heard. */
    record Received(SessionEvent event, Instant at) {}

    RandomSessionRun(int seed) {
        random = new Random(seed);
    }

    boolean isOver() {
        return outcomes.size() == TASKS;
    }

    /** Something happens. */
    void goOn() {
        int luck = random.nextInt(100);
        if (arrived < TASKS && luck < 20) {
            receive(new SessionEvent.TaskArrived(SessionScenario.task("t" + arrived++)));
        } else if (!open.isEmpty() && luck < 70) {
            answer(open.remove(random.nextInt(open.size())));
        } else if (luck < 72) {
            TaskId any = new TaskId("t" + random.nextInt(TASKS));
            receive(new SessionEvent.CancelRequested(any, "enough"));
        } else {
            long seconds = random.nextInt(10) == 0 ? 130 : 1;
            scenario.now = scenario.now.plus(Duration.ofSeconds(seconds));
            receive(new SessionEvent.TimePassed());
        }
    }

    /** The event is heard, now, and all that follows is done. */
    void receive(SessionEvent event) {
        received.add(new Received(event, scenario.now));
        scenario.receives(event);
        deliver(scenario.actions);
    }

    /** Puts what was ordered on the log. */
    void deliver(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Dispatch(Task task) -> {
                    if (asked.add(task.id() + "." + task.attempt())) {
                        open.add(task);
                    }
                }
                case Action.PublishResult(TaskRef task, TaskEvent.Ended outcome) ->
                        outcomes.putIfAbsent(task.id(), outcome);
                case Action.PublishEvent ignored -> {}
                case Action.PublishCancel ignored -> {}
            }
        }
    }

    private void answer(Task task) {
        String root = task.rootId().value();
        int luck = random.nextInt(20);
        if (luck == 0) {
            receive(failure(task, ErrorCode.INTERNAL));
        } else if (luck < 4) {
            receive(failure(task, ErrorCode.UNAVAILABLE));
        } else if (luck < 7) {
            receive(
                    new SessionEvent.ProgressMade(
                            task.id(), task.nodeId(), task.attempt(), scenario.now));
            open.add(task);
        } else {
            String output = task.nodeId().equals("plan") ? plan() : "found by " + task.id();
            receive(
                    SessionScenario.result(
                            root,
                            task.nodeId(),
                            task.attempt(),
                            TaskState.COMPLETED,
                            output,
                            null,
                            false));
        }
    }

    private static SessionEvent failure(Task task, ErrorCode code) {
        return SessionScenario.result(
                task.rootId().value(),
                task.nodeId(),
                task.attempt(),
                TaskState.FAILED,
                "",
                code,
                code.retryable());
    }

    /** One to six nodes, each depending on some before it, the last on all that nobody needs. */
    private String plan() {
        int size = 1 + random.nextInt(6);
        Set<Integer> loose = new HashSet<>();
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Set<Integer> needs = new HashSet<>();
            if (i == size - 1) {
                needs.addAll(loose);
            } else {
                for (int j = 0; j < i; j++) {
                    if (random.nextInt(3) == 0) {
                        needs.add(j);
                    }
                }
            }
            loose.removeAll(needs);
            loose.add(i);
            nodes.add(
                    "{\"id\":\"n%d\",\"agent\":\"search\",\"prompt\":\"do\",\"depends_on\":%s}"
                            .formatted(i, needs.stream().map(n -> "\"n" + n + "\"").toList()));
        }
        return "{\"nodes\":%s}".formatted(nodes);
    }
}
