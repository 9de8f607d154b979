package io.agentfleet.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    @Test
    void aTenantThatTakesAllItMayLeavesTheRestToOthers() throws InterruptedException {
        Places places = new Places(3, 2);
        places.take("greedy", "query", AT_ONCE);
        places.take("greedy", "query", AT_ONCE);

        assertThatThrownBy(() -> places.take("greedy", "query", AT_ONCE))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("2 of them of this tenant, which may have 2");
        places.take("other", "query", AT_ONCE);
        assertThatThrownBy(() -> places.take("third", "query", AT_ONCE))
                .hasMessageContaining("3 calls are running already");
    }

    @Test
    void aPlaceThatIsGivenBackIsTakenByWhoeverWaits() throws InterruptedException {
        Places places = new Places(1, 1);
        places.take("a", "query", AT_ONCE);
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                places.take("b", "query", Duration.ofSeconds(30));
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        });

        places.release("a");

        waiting.join();
        assertThatThrownBy(() -> places.take("c", "query", AT_ONCE))
                .hasMessageContaining("1 calls are running already");
    }
}
