package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.records.EventSerde;
import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds the flow when something was decided, before any of it is stored or sent: the first thing
 * done with a decision is to encode what follows from it. Put on only in a rehearsal.
 */
public final class PausingEventBytes implements EventSerde {

    private final EventSerde real;
    private final PausePoints points;

    private PausingEventBytes(EventSerde real, PausePoints points) {
        this.real = real;
        this.points = points;
    }

    /** These bytes as they are, unless this process takes part in a rehearsal. */
    public static EventSerde around(EventSerde real) {
        return PausePoints.ofProcess()
                .<EventSerde>map(points -> new PausingEventBytes(real, points))
                .orElse(real);
    }

    @Override
    public byte[] encode(String topic, SpecificRecord event) {
        points.reached(Boundary.DECIDED);
        return real.encode(topic, event);
    }

    @Override
    public <T extends SpecificRecord> T decode(
            String topic, byte @Nullable [] bytes, Class<T> type) {
        return real.decode(topic, bytes, type);
    }
}
