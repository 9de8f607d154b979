package io.agentfleet.agent.task;

import io.agentfleet.schemas.SessionId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One lane per session: work of a session runs one after another in order of arrival, different
 * sessions side by side, each lane on a virtual thread while it has work. Safe for many threads;
 * order within a session is the order of the calls of {@link #enter}.
 */
public final class SessionLanes {

    private static final Logger LOG = Logger.getLogger(SessionLanes.class);

    private final Semaphore room;
    private final Map<SessionId, Queue<Runnable>> lanes = new HashMap<>();

    /**
     * @param maxInFlight work that waits or runs; more is kept out
     */
    public SessionLanes(int maxInFlight) {
        this.room = new Semaphore(maxInFlight);
    }

    /** Puts work at the end of its session's lane; waits while there is no room. */
    public void enter(SessionId session, Runnable work) throws InterruptedException {
        room.acquire();
        synchronized (lanes) {
            Queue<Runnable> waiting = lanes.get(session);
            if (waiting != null) {
                waiting.add(work);
                return;
            }
            lanes.put(session, new ArrayDeque<>());
        }
        Thread.ofVirtual().name("session-" + session).start(() -> drive(session, work));
    }

    private void drive(SessionId session, Runnable first) {
        Runnable work = first;
        while (work != null) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "lane_work_broken session=%s", session);
            } finally {
                room.release();
                work = next(session);
            }
        }
    }

    private @Nullable Runnable next(SessionId session) {
        synchronized (lanes) {
            Runnable next = lanes.getOrDefault(session, new ArrayDeque<>()).poll();
            if (next == null) {
                lanes.remove(session);
            }
            return next;
        }
    }

    /** Sessions that have work now. */
    public int busy() {
        synchronized (lanes) {
            return lanes.size();
        }
    }
}
