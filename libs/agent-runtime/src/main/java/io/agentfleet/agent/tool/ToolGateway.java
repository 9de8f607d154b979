package io.agentfleet.agent.tool;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ToolOutcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The only way from an agent to a tool. Blocking, safe for many threads, interruptible. */
public interface ToolGateway {

    /**
     * Those of the wanted tools that are registered and that the agent may call now.
     *
     * @param tenant of the task that they are for; empty: only what is there for all tenants
     * @throws io.agentfleet.schemas.FleetException with TOOL_UNAVAILABLE if the registry does not
     *     answer
     */
    List<ToolSpecification> toolsFor(AgentName agent, String tenant, Set<String> wanted);

    /**
     * Passes a call through the registry. Never throws for a call that was refused or failed: that
     * is an outcome.
     */
    ToolOutcome invoke(ToolInvocation invocation);

    /** Threads for calls that run side by side, as parts of whatever the caller is at. */
    default ExecutorService threads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
