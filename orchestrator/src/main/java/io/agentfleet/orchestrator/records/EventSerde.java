package io.agentfleet.orchestrator.records;

import org.apache.avro.specific.SpecificRecord;

/** Events as bytes and back. Safe for many threads. */
public interface EventSerde {

    byte[] encode(String topic, SpecificRecord event);

    /**
     * @throws io.agentfleet.schemas.FleetException with UNREADABLE_RECORD if the bytes are no such
     *     event, with UNAVAILABLE if that cannot be decided now
     */
    <T extends SpecificRecord> T decode(
            String topic, byte @org.jspecify.annotations.Nullable [] bytes, Class<T> type);
}
