package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.records.Inbox;
import io.agentfleet.orchestrator.records.Outbox;

/** What the processors of all partitions share. Safe for many threads. */
public record FlowParts(
        SessionMachine machine,
        Inbox inbox,
        Outbox outbox,
        SessionPartitioner placement,
        FlowTelemetry telemetry,
        FlowConfig.Guarantee guarantee) {

    FlowMeters meters() {
        return telemetry.meters();
    }
}
