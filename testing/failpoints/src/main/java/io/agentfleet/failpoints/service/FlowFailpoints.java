package io.agentfleet.failpoints.service;

import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.orchestrator.flow.FlowDrill;
import io.agentfleet.orchestrator.records.EventSerde;

/** A failpoint where the flow encodes what it decided. */
public final class FlowFailpoints implements FlowDrill {

    @Override
    public EventSerde around(EventSerde bytes) {
        return Failpoints.ofProcess()
                .<EventSerde>map(points -> new FailpointEventBytes(bytes, points))
                .orElse(bytes);
    }
}
