package io.agentfleet.orchestrator.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The timers of active sessions. Kept in memory and rebuilt from the store when a partition is
 * taken over, so that a tick costs only what is due.
 */
final class SessionTimers {

    private final TreeMap<Instant, TreeSet<String>> sessions = new TreeMap<>();
    private final Map<String, Instant> times = new HashMap<>();

    /** Sets the session's time, or takes it out. */
    void set(String session, Optional<Instant> due) {
        Instant before = due.isPresent() ? times.put(session, due.get()) : times.remove(session);
        if (before != null) {
            TreeSet<String> others = sessions.getOrDefault(before, new TreeSet<>());
            others.remove(session);
            if (others.isEmpty()) {
                sessions.remove(before);
            }
        }
        due.ifPresent(at -> sessions.computeIfAbsent(at, ignored -> new TreeSet<>()).add(session));
    }

    /** The sessions due at this time, those that waited longest first. */
    List<String> due(Instant now) {
        List<String> due = new ArrayList<>();
        sessions.headMap(now, true).values().forEach(due::addAll);
        return due;
    }

    void clear() {
        sessions.clear();
        times.clear();
    }
}
