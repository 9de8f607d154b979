package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.orchestrator.session.SessionJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one partition, in the hands of one owner; one thread at a time.
 *
 * <p>Whoever takes the partition over becomes an owner with a higher number, and a session is
 * stored under its id and the number of the owner that wrote it. The state of the highest owner
 * counts. So a former owner that was paused may write as late as it likes: it writes beside the
 * newer state, never over it, and compaction of the changelog keeps the newer one.
 */
final class SessionStore {

    /** No session id holds it. */
    private static final char SEPARATOR = '\0';

    private static final char AFTER_SEPARATOR = '\1';

    private static final int MOST_AT_HAND = 256;

    private final KeyValueStore<String, byte[]> store;
    private final List<String> outdated = new ArrayList<>();
    private final Map<String, Session> atHand = new LatestSessions();
    private @Nullable String swept;
    private long owner;

    private SessionStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /**
     * Takes the store over.
     *
     * @param found called with each stored session
     */
    static SessionStore open(
            KeyValueStore<String, byte[]> store, Instant now, BiConsumer<String, Session> found) {
        SessionStore opened = new SessionStore(store);
        opened.inherit(found);
        opened.owner = Math.max(opened.owner + 1, now.toEpochMilli());
        return opened;
    }

    /** States of one session follow each other, those of the highest owner last. */
    private void inherit(BiConsumer<String, Session> found) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            KeyValue<String, byte[]> last = null;
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                if (last != null && session(last.key).equals(session(next.key))) {
                    outdated.add(last.key);
                } else if (last != null) {
                    inherit(last, found);
                }
                last = next;
            }
            if (last != null) {
                inherit(last, found);
            }
        }
    }

    private void inherit(KeyValue<String, byte[]> stored, BiConsumer<String, Session> found) {
        String session = session(stored.key);
        owner = Math.max(owner, Long.parseLong(stored.key.substring(session.length() + 1), 16));
        found.accept(session, SessionJson.read(stored.value));
    }

    /** The state of a session; {@link Session#NEW} if nothing is known of it. */
    Session find(String session) {
        Session known = atHand.get(session);
        if (known != null) {
            return known;
        }
        List<KeyValue<String, byte[]>> states = states(session);
        if (states.isEmpty()) {
            atHand.put(session, Session.NEW);
            return Session.NEW;
        }
        return SessionJson.read(states.getLast().value);
    }

    /** What stands under a session, that of the highest owner last. */
    private List<KeyValue<String, byte[]>> states(String session) {
        List<KeyValue<String, byte[]>> states = new ArrayList<>(1);
        try (KeyValueIterator<String, byte[]> all =
                store.range(session + SEPARATOR, session + AFTER_SEPARATOR)) {
            all.forEachRemaining(states::add);
        }
        return states;
    }

    /** Keeps the state; {@link Session#NEW} forgets the session. */
    void put(String session, Session state) {
        boolean forgotten = state.equals(Session.NEW);
        boolean ours = atHand.remove(session) != null;
        String own = key(session, owner);
        if (!ours) {
            for (KeyValue<String, byte[]> former : states(session)) {
                if (!former.key.equals(own)) {
                    store.delete(former.key);
                }
            }
        }
        store.put(own, forgotten ? null : SessionJson.write(state));
        if (!forgotten) {
            atHand.put(session, state);
        }
    }

    /** About as many sessions as there are. */
    long size() {
        return store.approximateNumEntries();
    }

    /** Looks at some more sessions, and again from the first one when all were looked at. */
    void sweep(int most, BiConsumer<String, Session> found) {
        List<KeyValue<String, byte[]>> some = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rest = store.range(swept, null)) {
            while (some.size() < most && rest.hasNext()) {
                some.add(rest.next());
            }
            swept = rest.hasNext() ? rest.peekNextKey() : null;
        }
        some.forEach(one -> found.accept(session(one.key), SessionJson.read(one.value)));
    }

    /** Removes what former owners left behind; not while the store is being opened. */
    void tidy() {
        outdated.forEach(store::delete);
        outdated.clear();
    }

    static String key(String session, long owner) {
        return session + SEPARATOR + "%016x".formatted(owner);
    }

    private static String session(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }

    /** The most recent sessions, as they were stored. */
    private static final class LatestSessions extends LinkedHashMap<String, Session> {

        private static final long serialVersionUID = 1;

        LatestSessions() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST_AT_HAND;
        }
    }
}
