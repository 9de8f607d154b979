package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of one session: one task at work, the others waiting in order of arrival, and what is
 * remembered.
 *
 * <pre>
 * a task:   ──arrives──▶ PENDING ──its turn──▶ RUNNING ──last node ended──▶ COMPLETED
 *              │            │                     ├──planning or last node failed──▶ FAILED
 *              │            ├──deadline───────────┴──deadline──▶ FAILED
 *              │            └──cancel order──────────cancel order──▶ CANCELLED
 *              └──cannot be accepted──▶ FAILED
 * </pre>
 *
 * @param waiting accepted tasks, first come first
 * @param active the task at work
 * @param memory of tasks that ended
 * @param idleSince set while there is neither an active nor a waiting task
 */
public record Session(
        List<QueuedTask> waiting,
        Optional<PlanExecution> active,
        TaskHistory memory,
        Optional<Instant> idleSince) {

    /** A session of which nothing is known. */
    public static final Session NEW =
            new Session(List.of(), Optional.empty(), TaskHistory.NOTHING, Optional.empty());

    public Session {
        waiting = List.copyOf(waiting);
    }

    /** True if no task is at work or waiting. */
    public boolean isIdle() {
        return active.isEmpty() && waiting.isEmpty();
    }

    /** When the last task ended whose outcome is remembered. */
    public Optional<Instant> lastEnd() {
        return memory.finished().stream()
                .flatMap(task -> task.outcome().stream())
                .map(outcome -> outcome.ended().at())
                .max(Instant::compareTo);
    }

    public boolean isActive(TaskId id) {
        return active.isPresent() && active.get().task().id().equals(id);
    }

    public boolean isWaiting(TaskId id) {
        return waiting.stream().anyMatch(q -> q.task().id().equals(id));
    }
}
