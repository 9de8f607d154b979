package io.agentfleet.agent.meter;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Tools each of whose calls is measured. */
final class MeteredTools implements ToolGateway {

    private final ToolGateway tools;
    private final AgentMeters meters;

    MeteredTools(ToolGateway tools, AgentMeters meters) {
        this.tools = tools;
        this.meters = meters;
    }

    @Override
    public List<ToolSpecification> toolsFor(AgentName agent, String tenant, Set<String> wanted) {
        return tools.toolsFor(agent, tenant, wanted);
    }

    @Override
    public ExecutorService threads() {
        return tools.threads();
    }

    @Override
    public ToolOutcome invoke(ToolInvocation invocation) {
        long start = System.nanoTime();
        try {
            ToolOutcome outcome = tools.invoke(invocation);
            called(invocation, error(outcome), start);
            return outcome;
        } catch (FleetException e) {
            called(invocation, Optional.of(e.code()), start);
            throw e;
        }
    }

    private static Optional<ErrorCode> error(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Rejected(var code, _) -> Optional.of(code);
            case ToolOutcome.Failed(var code, _) -> Optional.of(code);
            case ToolOutcome.Succeeded _ -> Optional.empty();
        };
    }

    private void called(ToolInvocation invocation, Optional<ErrorCode> error, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        meters.toolCalled(invocation.call().tool(), error, took);
    }
}
