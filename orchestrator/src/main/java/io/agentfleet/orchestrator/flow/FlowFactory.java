package io.agentfleet.orchestrator.flow;

import io.agentfleet.agent.log.kafka.EventCodecs;
import io.agentfleet.orchestrator.session.SessionMachine;

/** Puts the parts of the flow together. */
public final class FlowFactory {

    private final SessionMachine machine;
    private final EventBytes bytes;
    private final FlowMeters meters;

    public FlowFactory(SessionMachine machine, EventCodecs codecs, FlowMeters meters) {
        this(machine, PausingEventBytes.around(new RegistryEventBytes(codecs)), meters);
    }

    FlowFactory(SessionMachine machine, EventBytes bytes, FlowMeters meters) {
        this.machine = machine;
        this.bytes = bytes;
        this.meters = meters;
    }

    FlowParts parts(Placement placement, FlowConfig.Guarantee guarantee) {
        return new FlowParts(
                machine, new Inbox(bytes), new Outbox(bytes), placement, meters, guarantee);
    }
}
