package io.agentfleet.failpoints.service;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.gateway.ToolEndpoint;

/** An endpoint after whose answer to a call that writes the registry can be held. */
final class FailpointEndpoint implements ToolEndpoint {

    private final ToolEndpoint real;
    private final Failpoints points;

    FailpointEndpoint(ToolEndpoint real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public CallOutcome execute(Call call) throws Failure {
        CallOutcome outcome = real.execute(call);
        if (call.known().definition().writes()) {
            points.reached(Failpoint.TOOL_EXECUTED);
        }
        return outcome;
    }
}
