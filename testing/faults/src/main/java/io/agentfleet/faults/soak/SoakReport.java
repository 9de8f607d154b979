package io.agentfleet.faults.soak;

import io.agentfleet.faults.load.DrillTask;
import io.agentfleet.faults.load.Invariants;
import io.agentfleet.faults.load.ObservedResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a soak shows at its end. Pure. */
public record SoakReport(
        List<Struck> faults,
        List<DrillTask> tasks,
        List<ObservedResult> outcomes,
        Invariants promises) {

    /** A fault and when it was done. */
    public record Struck(Fault fault, Instant at) {}

    public SoakReport {
        faults = List.copyOf(faults);
        tasks = List.copyOf(tasks);
        outcomes =
                outcomes.stream()
                        .filter(outcome ->
                                outcome.result()
                                        .getTaskId()
                                        .equals(outcome.result().getRootTaskId()))
                        .toList();
    }

    /** The table and, below it, each broken promise. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("victim               kills  stops  emptied");
        byVictim()
                .forEach((victim, struck) ->
                        lines.add(
                                "%-20s %5d  %5d  %7d"
                                        .formatted(
                                                victim,
                                                count(struck, Fault.Kill.class),
                                                count(struck, Fault.Freeze.class),
                                                count(struck, Fault.Empty.class))));
        lines.add("");
        lines.add(
                "%d faults, %d tasks accepted, %d ended, %d effects counted, %d executions repeated with a known key, %d results published again"
                        .formatted(
                                faults.size(),
                                tasks.size(),
                                outcomes.stream()
                                        .map(outcome -> outcome.result().getTaskId())
                                        .distinct()
                                        .count(),
                                promises.effects(),
                                promises.repetitions(),
                                promises.retold()));
        lines.add(
                "longest recovery %.1f s (from a fault to the end of a task that was submitted after it)"
                        .formatted(longestRecovery().toMillis() / 1000.0));
        promises.broken().forEach(broken -> lines.add("BROKEN: " + broken));
        lines.add(
                promises.held()
                        ? "every promise held"
                        : "%d promises broken".formatted(promises.broken().size()));
        return lines;
    }

    /** From a fault to the first end of a task that was submitted after it, at the worst. */
    Duration longestRecovery() {
        Map<String, Instant> ends =
                outcomes.stream()
                        .collect(
                                Collectors.toMap(
                                        outcome -> outcome.result().getTaskId(),
                                        ObservedResult::seenAt,
                                        (first, _) -> first));
        return faults.stream()
                .map(struck -> recovery(struck.at(), ends))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Duration recovery(Instant fault, Map<String, Instant> ends) {
        return tasks.stream()
                .filter(task -> task.submittedAt().isAfter(fault) && ends.containsKey(task.id()))
                .map(task -> Duration.between(fault, ends.getOrDefault(task.id(), fault)))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Map<String, List<Struck>> byVictim() {
        return faults.stream()
                .collect(
                        Collectors.groupingBy(
                                struck -> struck.fault().victim(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private static long count(List<Struck> struck, Class<? extends Fault> kind) {
        return struck.stream().filter(one -> kind.isInstance(one.fault())).count();
    }
}
