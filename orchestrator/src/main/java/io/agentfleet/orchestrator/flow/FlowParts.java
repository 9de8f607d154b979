package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.session.SessionMachine;

/** What the processors of all partitions share. Safe for many threads. */
record FlowParts(
        SessionMachine machine,
        Inbox inbox,
        Outbox outbox,
        Placement placement,
        FlowTelemetry telemetry,
        FlowConfig.Guarantee guarantee) {

    FlowMeters meters() {
        return telemetry.meters();
    }
}
