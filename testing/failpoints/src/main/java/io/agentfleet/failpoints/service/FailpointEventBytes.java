package io.agentfleet.failpoints.service;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.orchestrator.records.EventSerde;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds the flow when something was decided, before any of it is stored or sent: the first thing
 * done with a decision is to encode what follows from it.
 */
final class FailpointEventBytes implements EventSerde {

    private final EventSerde real;
    private final Failpoints points;

    FailpointEventBytes(EventSerde real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public byte[] encode(String topic, SpecificRecord event) {
        points.reached(Failpoint.DECIDED);
        return real.encode(topic, event);
    }

    @Override
    public <T extends SpecificRecord> T decode(
            String topic, byte @Nullable [] bytes, Class<T> type) {
        return real.decode(topic, bytes, type);
    }
}
