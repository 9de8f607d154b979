package io.agentfleet.agent.listener;

import io.agentfleet.schemas.SessionId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One lane per session: work of a session runs one after another in order of arrival, different
 * sessions side by side, each lane on a virtual thread while it has work. Safe for many threads;
 * order within a session is the order of the calls of {@link #enter}.
 */
public final class SessionLanes {

    private static final Logger LOG = Logger.getLogger(SessionLanes.class);

    private final Semaphore permits;
    private final Map<SessionId, Queue<Work>> lanes = new HashMap<>();

    private record Work(Runnable run, BooleanSupplier wanted) {}

    /**
     * @param maxInFlight work that waits or runs; more is kept out
     */
    public SessionLanes(int maxInFlight) {
        this.permits = new Semaphore(maxInFlight);
    }

    /**
     * Puts work at the end of its session's lane; waits while it is full.
     *
     * @param wanted asked when its turn comes, and by {@link #sweep}: if not, it never starts
     */
    public void enter(SessionId session, Runnable run, BooleanSupplier wanted)
            throws InterruptedException {
        permits.acquire();
        Work work = new Work(run, wanted);
        synchronized (lanes) {
            Queue<Work> waiting = lanes.get(session);
            if (waiting != null) {
                waiting.add(work);
                return;
            }
            lanes.put(session, new ArrayDeque<>(2));
        }
        Thread.ofVirtual().name("session-" + session).start(() -> drive(session, work));
    }

    private void drive(SessionId session, Work first) {
        @Nullable Work work = first;
        while (work != null) {
            try {
                if (work.wanted().getAsBoolean()) {
                    work.run().run();
                }
            } catch (Throwable e) { // an Error, too, must not close the lane
                LOG.errorf(e, "lane_task_failed session=%s", session);
            }
            permits.release();
            work = next(session);
        }
    }

    private @Nullable Work next(SessionId session) {
        synchronized (lanes) {
            Work next = lanes.getOrDefault(session, new ArrayDeque<>()).poll();
            if (next == null) {
                lanes.remove(session);
            }
            return next;
        }
    }

    /** Throws out what waits and is no longer wanted, and lets others in. */
    public void sweep() {
        synchronized (lanes) {
            for (Queue<Work> waiting : lanes.values()) {
                int before = waiting.size();
                waiting.removeIf(work -> !work.wanted().getAsBoolean());
                permits.release(before - waiting.size());
            }
        }
    }

    /** Work that has arrived and has not begun, in lanes or before them. */
    public int waiting() {
        synchronized (lanes) {
            return permits.getQueueLength() + lanes.values().stream().mapToInt(Queue::size).sum();
        }
    }

    /** Sessions that have work now. */
    public int busy() {
        synchronized (lanes) {
            return lanes.size();
        }
    }
}
