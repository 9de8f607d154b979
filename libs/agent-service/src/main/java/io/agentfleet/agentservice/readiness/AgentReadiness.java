package io.agentfleet.agentservice.readiness;

import io.agentfleet.agent.memory.MemoryStore;
import io.agentfleet.agent.model.ModelGateway;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.FleetException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: model backend, memory store, log with its schema registry, and (if the agent uses
 * tools) the tool registry answer. What is away is waited for; none of it makes a service dead.
 */
@Readiness
@ApplicationScoped
public class AgentReadiness implements HealthCheck {

    private final AgentDefinition agent;
    private final ModelGateway models;
    private final MemoryStore memory;
    private final RecordLog log;
    private final ToolGateway tools;

    AgentReadiness(
            AgentDefinition agent,
            ModelGateway models,
            MemoryStore memory,
            RecordLog log,
            ToolGateway tools) {
        this.agent = agent;
        this.models = models;
        this.memory = memory;
        this.log = log;
        this.tools = tools;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("agent");
        boolean model = models.isReady();
        boolean remembers = memory.isReady();
        boolean logs = log.isReady();
        boolean acts = agent.tools().isEmpty() || hasTools();
        answer.withData("model", model)
                .withData("memory", remembers)
                .withData("log", logs)
                .withData("tools", acts);
        return answer.status(model && remembers && logs && acts).build();
    }

    private boolean hasTools() {
        try {
            return !tools.toolsFor(agent.card().name()).isEmpty();
        } catch (FleetException e) {
            return false;
        }
    }
}
