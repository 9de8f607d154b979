package io.agentfleet.agent.execution;

import io.agentfleet.agent.run.CancellationSignal;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Which root tasks were cancelled, and the runs of this process that serve them. Remembers the last
 * {@value #MOST} orders. Safe for many threads.
 */
public final class Cancellations {

    private static final int MOST = 100_000;

    private final Map<TaskId, Set<CancellationSignal>> running = new ConcurrentHashMap<>();
    private final Map<TaskId, String> orders = new LinkedHashMap<>();
    private final CountDownLatch ordersKnown = new CountDownLatch(1);
    private @Nullable String stopping;

    /** A signal for a run that is about to start; already raised if its root task was cancelled. */
    CancellationSignal register(Task task) {
        CancellationSignal signal = new CancellationSignal();
        running.compute(
                task.rootId(),
                (root, signals) -> {
                    Set<CancellationSignal> all =
                            signals == null ? ConcurrentHashMap.newKeySet() : signals;
                    all.add(signal);
                    return all;
                });
        raise(task.rootId(), signal);
        return signal;
    }

    private synchronized void raise(TaskId root, CancellationSignal signal) {
        if (stopping != null) {
            signal.abandon(stopping);
        }
        @Nullable String reason = orders.get(root);
        if (reason != null) {
            signal.cancel(reason);
        }
    }

    /** The run has ended. */
    void forget(Task task, CancellationSignal signal) {
        running.computeIfPresent(
                task.rootId(),
                (root, signals) -> {
                    signals.remove(signal);
                    return signals.isEmpty() ? null : signals;
                });
    }

    /** Cancels all runs of this root task, current and future ones. */
    public void cancel(TaskId root, String reason) {
        synchronized (this) {
            orders.putIfAbsent(root, reason);
            if (orders.size() > MOST) {
                orders.remove(orders.keySet().iterator().next());
            }
        }
        running.getOrDefault(root, Set.of()).forEach(signal -> signal.cancel(reason));
    }

    /** Releases all runs, current and future ones: another instance continues them. */
    public void abandonAll(String reason) {
        synchronized (this) {
            stopping = reason;
        }
        running.values().forEach(signals -> signals.forEach(signal -> signal.abandon(reason)));
    }

    /** All orders are known that were given before this process started. */
    public void ordersAreKnown() {
        ordersKnown.countDown();
    }

    /** True once no run can start that was cancelled before. */
    public boolean hasOrders() {
        return ordersKnown.getCount() == 0;
    }

    /** Waits until no run can start that was cancelled before. */
    void awaitOrders() throws InterruptedException {
        ordersKnown.await();
    }
}
