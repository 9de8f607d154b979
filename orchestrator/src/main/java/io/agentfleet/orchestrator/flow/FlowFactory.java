package io.agentfleet.orchestrator.flow;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.records.EventSerde;
import io.agentfleet.orchestrator.records.Inbox;
import io.agentfleet.orchestrator.records.Outbox;
import io.agentfleet.orchestrator.records.RegistryEventSerde;

/** Puts the parts of the flow together. */
public final class FlowFactory {

    private final SessionMachine machine;
    private final EventSerde bytes;
    private final FlowTelemetry telemetry;

    public FlowFactory(SessionMachine machine, EventCodecs codecs, FlowTelemetry telemetry) {
        this(machine, PausingEventBytes.around(new RegistryEventSerde(codecs)), telemetry);
    }

    public FlowFactory(SessionMachine machine, EventSerde bytes, FlowTelemetry telemetry) {
        this.machine = machine;
        this.bytes = bytes;
        this.telemetry = telemetry;
    }

    public FlowMeters meters() {
        return telemetry.meters();
    }

    public FlowParts parts(SessionPartitioner placement, FlowConfig.Guarantee guarantee) {
        return new FlowParts(
                machine, new Inbox(bytes), new Outbox(bytes), placement, telemetry, guarantee);
    }
}
