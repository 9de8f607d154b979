package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Sessions whose last actions may be lost: the former owner crashed after it stored the state and
 * before it sent the records (at-least-once only). These are sessions with an active task, and
 * those whose last result is only minutes old. Older records need no replay: a failed send would
 * have stopped the owner.
 */
final class TakeoverReplay {

    /** Longer than the delivery timeout of the producer. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(5);

    private static final int AT_ONCE = 100;

    private final Map<String, Instant> ended = new HashMap<>();
    private final Queue<String> pending = new ArrayDeque<>();
    private Instant last = Instant.EPOCH;

    /** Looks at a session that was taken over. */
    void inspect(String key, Session session) {
        if (!session.isIdle()) {
            pending.add(key);
        }
        session.lastEnd()
                .ifPresent(at -> {
                    last = at.isAfter(last) ? at : last;
                    if (session.isIdle() && at.isAfter(since())) {
                        ended.put(key, at);
                    }
                });
    }

    /** Results before this time were published for certain. */
    Instant since() {
        return last.minus(DELIVERY_TIMEOUT);
    }

    /** The next sessions that must repeat what follows from their state. */
    List<String> next() {
        ended.forEach((key, at) -> {
            if (at.isAfter(since())) {
                pending.add(key);
            }
        });
        ended.clear();
        List<String> some = new ArrayList<>();
        while (some.size() < AT_ONCE && !pending.isEmpty()) {
            some.add(pending.remove());
        }
        return some;
    }
}
