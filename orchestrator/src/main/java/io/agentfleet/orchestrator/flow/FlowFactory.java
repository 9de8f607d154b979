package io.agentfleet.orchestrator.flow;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.orchestrator.session.SessionMachine;

/** Puts the parts of the flow together. */
public final class FlowFactory {

    private final SessionMachine machine;
    private final EventBytes bytes;
    private final FlowTelemetry telemetry;

    public FlowFactory(SessionMachine machine, EventCodecs codecs, FlowTelemetry telemetry) {
        this(machine, PausingEventBytes.around(new RegistryEventBytes(codecs)), telemetry);
    }

    FlowFactory(SessionMachine machine, EventBytes bytes, FlowTelemetry telemetry) {
        this.machine = machine;
        this.bytes = bytes;
        this.telemetry = telemetry;
    }

    FlowMeters meters() {
        return telemetry.meters();
    }

    FlowParts parts(Placement placement, FlowConfig.Guarantee guarantee) {
        return new FlowParts(
                machine, new Inbox(bytes), new Outbox(bytes), placement, telemetry, guarantee);
    }
}
