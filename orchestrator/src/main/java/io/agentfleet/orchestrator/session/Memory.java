package io.agentfleet.orchestrator.session;

import io.agentfleet.schemas.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a session remembers of tasks that are over, oldest first; bounded.
 *
 * @param finished tasks that ended
 * @param cancelledEarly tasks whose cancel order came before the tasks themselves
 */
public record Memory(List<Finished> finished, List<TaskId> cancelledEarly) {

    static final int MOST_FINISHED = 128;
    static final int MOST_OUTCOMES = 2;
    static final int MOST_EARLY = 16;

    static final Memory NOTHING = new Memory(List.of(), List.of());

    public Memory {
        finished = List.copyOf(finished);
        cancelledEarly = List.copyOf(cancelledEarly);
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
        return new Memory(all.subList(Math.max(0, size - MOST_FINISHED), size), cancelledEarly);
    }

    Memory plusEarlyCancel(TaskId rootId) {
        if (cancelledEarly.contains(rootId)) {
            return this;
        }
        List<TaskId> all = new ArrayList<>(cancelledEarly);
        all.add(rootId);
        return new Memory(finished, all.subList(Math.max(0, all.size() - MOST_EARLY), all.size()));
    }
}
