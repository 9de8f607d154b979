package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a session remembers of tasks that are over, oldest first; bounded.
 *
 * @param finished tasks that ended
 * @param cancelled root tasks that were ordered to stop: what comes later and serves them is not
 *     started
 */
public record TaskHistory(List<FinishedTask> finished, List<TaskId> cancelled) {

    static final int MOST_FINISHED = 128;
    static final int MOST_OUTCOMES = 32;
    static final int SOME_OUTCOMES = 4;
    static final int LATEST_OUTCOMES = 2;
    static final int MOST_CANCELLED = 16;

    static final TaskHistory NOTHING = new TaskHistory(List.of(), List.of());

    public TaskHistory {
        finished = List.copyOf(finished);
        cancelled = List.copyOf(cancelled);
    }

    public Optional<FinishedTask> find(TaskId id) {
        return finished.stream().filter(f -> f.id().equals(id)).findFirst();
    }

    public Optional<FinishedTask> findKey(String idempotencyKey) {
        return finished.stream()
                .filter(f -> !idempotencyKey.isEmpty() && f.idempotencyKey().equals(idempotencyKey))
                .findFirst();
    }

    /** With one more, whose outcome is stored until it was read from the log again. */
    public TaskHistory plus(FinishedTask task) {
        List<FinishedTask> all = new ArrayList<>(finished);
        all.add(task);
        int size = all.size();
        return withoutOutcomes(
                all.subList(Math.max(0, size - MOST_FINISHED), size), MOST_OUTCOMES, size);
    }

    /**
     * The log has the outcome of this task, and those of the tasks before it: they are dropped,
     * some at a time, except the latest.
     */
    public TaskHistory resultPublished(TaskId id) {
        long stored = finished.stream().filter(f -> f.outcome().isPresent()).count();
        int place = finished.stream().map(FinishedTask::id).toList().indexOf(id);
        return stored <= SOME_OUTCOMES
                ? this
                : withoutOutcomes(finished, LATEST_OUTCOMES, place + 1);
    }

    /** Without the outcomes of the first so many tasks, the last so many excepted. */
    private TaskHistory withoutOutcomes(List<FinishedTask> tasks, int stored, int first) {
        List<FinishedTask> all = new ArrayList<>(tasks);
        for (int i = 0; i < Math.min(first, all.size() - stored); i++) {
            all.set(i, all.get(i).withoutOutcome());
        }
        return new TaskHistory(all, cancelled);
    }

    public TaskHistory plusCancelled(TaskId rootId) {
        if (cancelled.contains(rootId)) {
            return this;
        }
        List<TaskId> all = new ArrayList<>(cancelled);
        all.add(rootId);
        return new TaskHistory(
                finished, all.subList(Math.max(0, all.size() - MOST_CANCELLED), all.size()));
    }
}
