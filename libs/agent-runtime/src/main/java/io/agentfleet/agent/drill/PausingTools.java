package io.agentfleet.agent.drill;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ToolOutcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Tools before and after whose calls the process can be held. */
final class PausingTools implements ToolGateway {

    private final ToolGateway real;
    private final PausePoints points;

    PausingTools(ToolGateway real, PausePoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public List<ToolSpecification> toolsFor(AgentName agent, Set<String> wanted) {
        return real.toolsFor(agent, wanted);
    }

    @Override
    public ExecutorService threads() {
        return real.threads();
    }

    @Override
    public ToolOutcome invoke(ToolInvocation invocation) {
        points.reached(Boundary.TOOL_CALLED);
        ToolOutcome outcome = real.invoke(invocation);
        points.reached(Boundary.TOOL_ANSWERED);
        return outcome;
    }
}
