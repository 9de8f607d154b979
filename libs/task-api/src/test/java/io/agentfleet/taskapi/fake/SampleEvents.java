package io.agentfleet.taskapi.fake;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All events of one task with a plan of two nodes, per source. */
public record SampleEvents(
        TaskId task, List<IdentifiedEvent> events, List<List<IdentifiedEvent>> steps) {

    private static final Instant NOON = SampleTasks.NOON;

    public SampleEvents {
        events = List.copyOf(events);
        steps = List.copyOf(steps);
    }

    /** Of a task with this id; each node takes so many steps, search with a second attempt. */
    public static SampleEvents of(TaskId task, String session, int steps) {
        List<TaskEvent> all =
                List.of(
                        new TaskEvent.Accepted(
                                NOON, session, "default", "orchestrator", "q", Map.of(), 10, 8192),
                        new TaskEvent.Planned(
                                NOON.plusSeconds(1), List.of(node("search"), node("writer"))),
                        new TaskEvent.NodeStarted(NOON.plusSeconds(2), "search", "search", 1),
                        new TaskEvent.NodeStarted(NOON.plusSeconds(3), "search", "search", 2),
                        new TaskEvent.NodeEnded(
                                NOON.plusSeconds(4), "search", "search", TaskState.COMPLETED, ""),
                        new TaskEvent.NodeStarted(NOON.plusSeconds(5), "writer", "writer", 1),
                        new TaskEvent.NodeEnded(
                                NOON.plusSeconds(6), "writer", "writer", TaskState.COMPLETED, ""),
                        new TaskEvent.Ended(
                                NOON.plusSeconds(7),
                                TaskState.COMPLETED,
                                "done",
                                "",
                                3,
                                30,
                                Money.NONE,
                                2,
                                7_000,
                                List.of(),
                                false));
        List<IdentifiedEvent> events = new ArrayList<>();
        for (TaskEvent event : all) {
            events.add(new IdentifiedEvent(EventId.ofTask(events.size() + 1), event));
        }
        return new SampleEvents(
                task,
                events,
                List.of(
                        steps(task, "search", 1, steps),
                        steps(task, "search", 2, steps),
                        steps(task, "writer", 1, steps)));
    }

    private static TaskEvent.PlannedNode node(String id) {
        return new TaskEvent.PlannedNode(id, id, "p", List.of());
    }

    private static List<IdentifiedEvent> steps(TaskId task, String node, int attempt, int count) {
        List<IdentifiedEvent> steps = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            steps.add(
                    new IdentifiedEvent(
                            EventId.step(task, task.node(node), attempt, i),
                            new TaskEvent.Stepped(
                                    NOON.plusSeconds(2),
                                    node,
                                    node,
                                    attempt,
                                    i,
                                    "llm_call",
                                    "thinking",
                                    "",
                                    "",
                                    3,
                                    5,
                                    null)));
        }
        return steps;
    }

    /** All of it, each source in its order, the sources mixed as the seed will have it. */
    public List<IdentifiedEvent> mixed(long seed) {
        List<List<IdentifiedEvent>> sources = new ArrayList<>(steps);
        sources.add(events);
        List<Integer> turns = new ArrayList<>();
        for (int s = 0; s < sources.size(); s++) {
            turns.addAll(Collections.nCopies(sources.get(s).size(), s));
        }
        Collections.shuffle(turns, new Random(seed));
        int[] next = new int[sources.size()];
        return turns.stream().map(s -> sources.get(s).get(next[s]++)).toList();
    }

    /** The end, and before it all else. */
    public List<IdentifiedEvent> endLast(long seed) {
        List<IdentifiedEvent> mixed = new ArrayList<>(mixed(seed));
        mixed.remove(events.getLast());
        mixed.add(events.getLast());
        return mixed;
    }
}
