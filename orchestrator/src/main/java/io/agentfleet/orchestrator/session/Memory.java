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
public record Memory(List<Finished> finished, List<TaskId> cancelled) {

    static final int MOST_FINISHED = 128;
    static final int MOST_OUTCOMES = 2;
    static final int MOST_CANCELLED = 16;

    static final Memory NOTHING = new Memory(List.of(), List.of());

    public Memory {
        finished = List.copyOf(finished);
        cancelled = List.copyOf(cancelled);
    }

    Optional<Finished> find(TaskId id) {
        return finished.stream().filter(f -> f.id().equals(id)).findFirst();
    }

    Optional<Finished> findKey(String idempotencyKey) {
        return finished.stream()
                .filter(f -> !idempotencyKey.isEmpty() && f.idempotencyKey().equals(idempotencyKey))
                .findFirst();
    }

    Memory plus(Finished task) {
        List<Finished> all = new ArrayList<>(finished);
        all.add(task);
        int size = all.size();
        for (int i = 0; i <= size - 1 - MOST_OUTCOMES; i++) {
            all.set(i, all.get(i).withoutOutcome());
        }
        return new Memory(all.subList(Math.max(0, size - MOST_FINISHED), size), cancelled);
    }

    Memory plusCancelled(TaskId rootId) {
        if (cancelled.contains(rootId)) {
            return this;
        }
        List<TaskId> all = new ArrayList<>(cancelled);
        all.add(rootId);
        return new Memory(
                finished, all.subList(Math.max(0, all.size() - MOST_CANCELLED), all.size()));
    }
}
