package io.agentfleet.agent.task;

import io.agentfleet.agent.run.CancellationSignal;
import io.agentfleet.agent.run.Task;
import io.agentfleet.schemas.TaskId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of this process, by the root task that they serve. Safe for many threads. */
public final class Cancellations {

    private final Map<TaskId, Set<CancellationSignal>> running = new ConcurrentHashMap<>();

    /** A signal for a run that is about to start. */
    public CancellationSignal register(Task task) {
        CancellationSignal signal = new CancellationSignal();
        running.compute(
                task.rootId(),
                (root, signals) -> {
                    Set<CancellationSignal> all =
                            signals == null ? ConcurrentHashMap.newKeySet() : signals;
                    all.add(signal);
                    return all;
                });
        return signal;
    }

    /** The run has ended. */
    public void forget(Task task, CancellationSignal signal) {
        running.computeIfPresent(
                task.rootId(),
                (root, signals) -> {
                    signals.remove(signal);
                    return signals.isEmpty() ? null : signals;
                });
    }

    /** Tells all runs that serve this root task to stop. */
    public void cancel(TaskId root, String reason) {
        running.getOrDefault(root, Set.of()).forEach(signal -> signal.cancel(reason));
    }
}
