package io.agentfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.orchestrator.session.SessionJson;
import io.agentfleet.orchestrator.session.TaskHistory;
import io.agentfleet.schemas.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionStoreTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final Map<String, Session> found = new HashMap<>();
    private final KeyValueStore<String, byte[]> log =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("sessions"),
                            Serdes.String(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        log.init(context.getStateStoreContext(), log);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anOwnerThatTakesOverFindsWhatTheFormerOneStored() {
        owner(START).put("s", state("t1"));

        SessionStore second = owner(START.plusSeconds(9));

        assertThat(found).containsOnly(Map.entry("s", state("t1")));
        assertThat(second.find("s")).isEqualTo(state("t1"));
        assertThat(second.find("other")).isEqualTo(Session.NEW);
    }

    @Test
    void aFormerOwnerThatWakesUpNeverOverwritesTheNewerState() {
        SessionStore zombie = owner(START);
        zombie.put("s", state("t1"));
        SessionStore second = owner(START.plusSeconds(9));
        second.put("s", state("t2"));

        zombie.put("s", state("old"));

        SessionStore third = owner(START.plusSeconds(99));
        assertThat(found).containsOnly(Map.entry("s", state("t2")));
        assertThat(third.find("s")).isEqualTo(state("t2"));
        third.tidy();
        assertThat(keys()).hasSize(1);
    }

    @Test
    void laterOwnersAreHigherEvenIfTheirClocksAreBehind() {
        owner(START).put("s", state("t1"));
        owner(START.minusSeconds(60)).put("s", state("t2"));

        assertThat(owner(START.minusSeconds(90)).find("s")).isEqualTo(state("t2"));
        assertThat(keys()).hasSize(1);
    }

    @Test
    void forgetsASessionOfAFormerOwner() {
        owner(START).put("s", state("t1"));
        SessionStore second = owner(START.plusSeconds(9));

        second.put("s", Session.NEW);

        assertThat(second.find("s")).isEqualTo(Session.NEW);
        assertThat(keys()).isEmpty();
    }

    @Test
    void readsStatesThatAreNoLongerAtHand() {
        SessionStore owner = owner(START);
        for (int i = 0; i < 1_000; i++) {
            owner.put("s" + i, state("t" + i));
        }
        assertThat(owner.find("s0")).isEqualTo(state("t0"));
        assertThat(log.get(SessionStore.key("s0", START.toEpochMilli())))
                .isEqualTo(SessionJson.write(state("t0")));
    }

    @Test
    void aSweepComesToEverySessionAndBeginsAnew() {
        SessionStore owner = owner(START);
        for (int i = 0; i < 5; i++) {
            owner.put("s" + i, state("t" + i));
        }
        List<String> swept = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            owner.sweep(2, (session, state) -> swept.add(session));
        }
        assertThat(swept).containsExactly("s0", "s1", "s2", "s3", "s4", "s0", "s1");
    }

    @Test
    void aSweepOfNothingFindsNothing() {
        owner(START).sweep(2, (session, state) -> found.put(session, state));
        assertThat(found).isEmpty();
    }

    private SessionStore owner(Instant at) {
        found.clear();
        return SessionStore.open(log, at, found::put);
    }

    private List<String> keys() {
        List<String> keys = new java.util.ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = log.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static Session state(String cancelled) {
        return new Session(
                List.of(),
                Optional.empty(),
                new TaskHistory(List.of(), List.of(new TaskId(cancelled))),
                Optional.of(START));
    }
}
