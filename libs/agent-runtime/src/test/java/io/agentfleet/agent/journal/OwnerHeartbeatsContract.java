package io.agentfleet.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.journal.OwnerHeartbeats.Life;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link OwnerHeartbeats} does. */
abstract class OwnerHeartbeatsContract {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final String instance = "agent-search-" + UUID.randomUUID();
    final OwnerId first = OwnerId.startedAt(instance, NOW);
    private final OwnerId second = OwnerId.startedAt(instance, NOW.plusSeconds(9));

    abstract OwnerHeartbeats owners();

    @Test
    void anUnknownOwnerHasNoHeartbeat() {
        assertThat(owners().look(first)).isEqualTo(Life.NO_HEARTBEAT);
    }

    @Test
    void anOwnerThatLeftHasNoHeartbeat() {
        owners().publish(first);
        assertThat(owners().look(first)).isEqualTo(Life.ALIVE);
        owners().leave(first);
        assertThat(owners().look(first)).isEqualTo(Life.NO_HEARTBEAT);
    }

    @Test
    void aLaterStartReplacesItsPredecessor() {
        owners().publish(first);
        owners().publish(second);
        assertThat(owners().look(first)).isEqualTo(Life.REPLACED);
        assertThat(owners().look(second)).isEqualTo(Life.ALIVE);
    }

    @Test
    void aPredecessorThatWakesUpLateTakesNothingBack() {
        owners().publish(second);
        owners().publish(first);
        owners().leave(first);
        assertThat(owners().look(second)).isEqualTo(Life.ALIVE);
        assertThat(owners().look(first)).isEqualTo(Life.REPLACED);
    }

    @Test
    void aStartWithoutAHeartbeatYetHasNone() {
        owners().publish(first);
        assertThat(owners().look(second)).isEqualTo(Life.NO_HEARTBEAT);
    }

    @Test
    void anOwnerReadsAsItWasWritten() {
        assertThat(OwnerId.parse(first.toString())).isEqualTo(first);
        OwnerId named = new OwnerId("pod@rack", 7);
        assertThat(OwnerId.parse(named.toString())).isEqualTo(named);
    }
}
