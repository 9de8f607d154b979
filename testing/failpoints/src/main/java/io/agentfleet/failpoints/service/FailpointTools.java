package io.agentfleet.failpoints.service;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ToolOutcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Tools before and after whose calls the process can be held. */
final class FailpointTools implements ToolGateway {

    private final ToolGateway real;
    private final Failpoints points;

    FailpointTools(ToolGateway real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public List<ToolSpecification> toolsFor(AgentName agent, String tenant, Set<String> wanted) {
        return real.toolsFor(agent, tenant, wanted);
    }

    @Override
    public ExecutorService threads() {
        return real.threads();
    }

    @Override
    public ToolOutcome invoke(ToolInvocation invocation) {
        points.reached(Failpoint.TOOL_CALLED);
        ToolOutcome outcome = real.invoke(invocation);
        points.reached(Failpoint.TOOL_ANSWERED);
        return outcome;
    }
}
