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
     * @param found told each session that is in it
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
        byte[] stored = store.get(key(session, owner));
        if (stored == null) {
            List<KeyValue<String, byte[]>> former = ofFormerOwners(session);
            stored = former.isEmpty() ? null : former.getLast().value;
        }
        return stored == null ? Session.NEW : SessionJson.read(stored);
    }

    /** What stands under a session but not under this owner, that of the highest owner last. */
    private List<KeyValue<String, byte[]>> ofFormerOwners(String session) {
        List<KeyValue<String, byte[]>> former = new ArrayList<>();
        String own = key(session, owner);
        try (KeyValueIterator<String, byte[]> states =
                store.range(session + SEPARATOR, session + AFTER_SEPARATOR)) {
            states.forEachRemaining(state -> {
                if (!state.key.equals(own)) {
                    former.add(state);
                }
            });
        }
        return former;
    }

    /** Keeps the state; {@link Session#NEW} forgets the session. */
    void put(String session, Session state) {
        boolean forgotten = state.equals(Session.NEW);
        boolean ours = atHand.remove(session) != null;
        store.put(key(session, owner), forgotten ? null : SessionJson.write(state));
        if (!ours) {
            ofFormerOwners(session).forEach(former -> store.delete(former.key));
        }
        if (!forgotten) {
            atHand.put(session, state);
        }
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

    /** The sessions heard of last, as they were stored. */
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
