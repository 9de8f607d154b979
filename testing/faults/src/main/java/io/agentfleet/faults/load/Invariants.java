package io.agentfleet.faults.load;

import io.agentfleet.faults.effects.ExecutionLog;
import io.agentfleet.faults.effects.ExecutionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold of tasks, their outcomes and the book, whatever was broken meanwhile. Pure.
 *
 * @param broken each broken promise with the task or session concerned; empty if all held
 * @param effects in the book, for these tasks
 * @param repetitions executions that the tool recognised as repeated
 * @param retold results that were published more than once, the same each time
 */
public record Invariants(List<String> broken, int effects, long repetitions, int retold) {

    public Invariants {
        broken = List.copyOf(broken);
    }

    /** Checks these tasks against what was seen of them. */
    public static Invariants of(
            List<DrillTask> tasks, List<ObservedResult> outcomes, ExecutionLog book) {
        List<String> broken = new ArrayList<>();
        Map<String, List<ObservedResult>> byTask =
                outcomes.stream()
                        .filter(ObservedResult::isRoot)
                        .collect(Collectors.groupingBy(ObservedResult::taskId));
        Map<String, List<ExecutionRecord>> byRoot =
                book.effects().stream().collect(Collectors.groupingBy(ExecutionRecord::root));
        ExecutionLog ours =
                book.only(line -> tasks.stream().anyMatch(t -> t.id().equals(line.root())));
        int retold = 0;
        for (DrillTask task : tasks) {
            List<ObservedResult> result = byTask.getOrDefault(task.id(), List.of());
            retold += Math.max(0, result.size() - 1);
            outcome(task, result, broken);
            effects(task, byRoot.getOrDefault(task.id(), List.of()), broken);
        }
        attempts(tasks, outcomes, broken);
        order(tasks, byTask, ours, broken);
        return new Invariants(broken, ours.effects().size(), ours.repetitions(), retold);
    }

    /** True if nothing was broken. */
    public boolean held() {
        return broken.isEmpty();
    }

    private static void outcome(DrillTask task, List<ObservedResult> result, List<String> broken) {
        if (result.isEmpty()) {
            broken.add("%s was accepted and never ended".formatted(task.id()));
            return;
        }
        if (!result.getFirst().isCompleted()) {
            broken.add(
                    "%s ended %s: %s"
                            .formatted(
                                    task.id(),
                                    result.getFirst().result().getStatus(),
                                    result.getFirst().result().getError()));
        }
        if (result.stream().map(ObservedResult::essence).distinct().count() > 1) {
            broken.add(
                    "%s has outcomes that differ: %s"
                            .formatted(
                                    task.id(),
                                    result.stream().map(ObservedResult::essence).toList()));
        }
    }

    private static void attempts(
            List<DrillTask> tasks, List<ObservedResult> outcomes, List<String> broken) {
        Set<String> roots = tasks.stream().map(DrillTask::id).collect(Collectors.toSet());
        outcomes.stream()
                .filter(outcome ->
                        !outcome.isRoot() && roots.contains(outcome.result().getRootTaskId()))
                .collect(Collectors.groupingBy(ObservedResult::attempt))
                .forEach((attempt, result) -> {
                    if (result.stream().map(ObservedResult::essence).distinct().count() > 1) {
                        broken.add("%s has results that differ".formatted(attempt));
                    }
                });
    }

    private static void effects(DrillTask task, List<ExecutionRecord> lines, List<String> broken) {
        Map<String, Long> counted =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ExecutionRecord::entry, Collectors.counting()));
        for (String entry : task.entries()) {
            long times = counted.getOrDefault(entry, 0L);
            if (times != 1) {
                broken.add("%s has effect %s %d times".formatted(task.id(), entry, times));
            }
        }
        counted.keySet().stream()
                .filter(entry -> !task.entries().contains(entry))
                .forEach(entry ->
                        broken.add(
                                "%s has effect %s, never asked for".formatted(task.id(), entry)));
    }

    /** Results and effects of a session come task after task, as they were submitted. */
    private static void order(
            List<DrillTask> tasks,
            Map<String, List<ObservedResult>> byTask,
            ExecutionLog book,
            List<String> broken) {
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, Long> ended = new HashMap<>();
        tasks.forEach(task -> numbers.put(task.id(), task.number()));
        for (DrillTask task : tasks) {
            List<ObservedResult> result = byTask.getOrDefault(task.id(), List.of());
            if (!result.isEmpty()) {
                long at = result.getFirst().position();
                Long before = ended.put(task.session(), at);
                if (before != null && before > at) {
                    broken.add("%s ended before the task in front of it".formatted(task.id()));
                }
            }
        }
        Map<String, Integer> latest = new HashMap<>();
        for (ExecutionRecord line : book.effects()) {
            int number = numbers.getOrDefault(line.root(), 0);
            int highest = latest.merge(line.session(), number, Math::max);
            if (highest > number) {
                broken.add(
                        "%s has effect %s after one of a later task of its session"
                                .formatted(line.root(), line.entry()));
            }
        }
    }
}
