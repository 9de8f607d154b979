package io.agentfleet.tools.gateway;

import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;

/** An endpoint after whose answer to a call that writes the registry can be held. */
final class PausingEndpoint implements ToolEndpoint {

    private final ToolEndpoint real;
    private final PausePoints points;

    private PausingEndpoint(ToolEndpoint real, PausePoints points) {
        this.real = real;
        this.points = points;
    }

    /** This endpoint as it is, unless this process takes part in a rehearsal. */
    static ToolEndpoint around(ToolEndpoint real) {
        return PausePoints.ofProcess()
                .<ToolEndpoint>map(points -> new PausingEndpoint(real, points))
                .orElse(real);
    }

    @Override
    public CallOutcome execute(Call call) throws Trouble {
        CallOutcome outcome = real.execute(call);
        if (call.known().definition().writes()) {
            points.reached(Boundary.TOOL_EXECUTED);
        }
        return outcome;
    }
}
