package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.records.EventSerde;

/** What a drill may change in the flow. Nothing, outside of one. */
public interface FlowDrill {

    /** A flow that works. */
    FlowDrill NONE = bytes -> bytes;

    /** What is used in place of these bytes. */
    EventSerde around(EventSerde bytes);
}
