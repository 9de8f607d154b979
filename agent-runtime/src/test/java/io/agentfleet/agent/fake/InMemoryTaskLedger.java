package io.agentfleet.agent.fake;

import io.agentfleet.agent.task.TaskLedger;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A ledger that lasts as long as the test. */
public final class InMemoryTaskLedger implements TaskLedger {

    private final Map<String, AgentResultEvent> results = new HashMap<>();
    private final Map<TaskId, String> cancelled = new HashMap<>();

    @Override
    public synchronized Optional<AgentResultEvent> result(TaskId task, int attempt) {
        return Optional.ofNullable(results.get(task + ":" + attempt));
    }

    @Override
    public synchronized void keep(AgentResultEvent result) {
        results.put(result.getTaskId() + ":" + result.getAttempt(), result);
    }

    @Override
    public synchronized void cancel(TaskId root, String reason) {
        cancelled.put(root, reason);
    }

    @Override
    public synchronized Optional<String> cancelled(TaskId root) {
        return Optional.ofNullable(cancelled.get(root));
    }
}
