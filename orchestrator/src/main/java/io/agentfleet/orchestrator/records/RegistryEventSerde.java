package io.agentfleet.orchestrator.records;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events in the registry's wire format. While the registry does not answer, it is asked again for a
 * few seconds; after that the caller's transaction fails and starts over.
 */
public final class RegistryEventSerde implements EventSerde {

    private static final int REPETITIONS = 9;
    private static final long PAUSE_MS = 500;

    private static final Guard WHILE_AWAY =
            Guard.create()
                    .withRetry()
                    .maxRetries(REPETITIONS)
                    .maxDuration(0, ChronoUnit.MILLIS)
                    .delay(PAUSE_MS, ChronoUnit.MILLIS)
                    .jitter(0, ChronoUnit.MILLIS)
                    .whenException(e -> e instanceof FleetException no && no.code().retryable())
                    .done()
                    .build();

    private final EventCodecs codecs;

    public RegistryEventSerde(EventCodecs codecs) {
        this.codecs = codecs;
    }

    @Override
    public byte[] encode(String topic, SpecificRecord event) {
        return patiently(() -> codecs.encode(topic, event), byte[].class);
    }

    @Override
    public <T extends SpecificRecord> T decode(
            String topic, byte @Nullable [] bytes, Class<T> type) {
        return patiently(() -> codecs.of(type).decode(topic, bytes), type);
    }

    private static <T> T patiently(Callable<T> work, Class<T> type) {
        try {
            return WHILE_AWAY.call(work, type);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException(
                    ErrorCode.UNAVAILABLE, "Interrupted before the schema registry answered", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a codec throws nothing else", e);
        }
    }
}
