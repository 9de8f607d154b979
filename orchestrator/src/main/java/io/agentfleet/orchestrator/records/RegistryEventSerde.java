package io.agentfleet.orchestrator.records;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events in the registry's wire format. While the registry does not answer, it is asked again for a
 * few seconds; after that the caller's transaction fails and starts over.
 */
public final class RegistryEventSerde implements EventSerde {

    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final EventCodecs codecs;

    public RegistryEventSerde(EventCodecs codecs) {
        this.codecs = codecs;
    }

    @Override
    public byte[] encode(String topic, SpecificRecord event) {
        return patiently(() -> codecs.encode(topic, event));
    }

    @Override
    public <T extends SpecificRecord> T decode(
            String topic, byte @Nullable [] bytes, Class<T> type) {
        return patiently(() -> codecs.of(type).decode(topic, bytes));
    }

    private static <T> T patiently(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (FleetException e) {
                if (!e.code().retryable() || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(FleetException cause) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
