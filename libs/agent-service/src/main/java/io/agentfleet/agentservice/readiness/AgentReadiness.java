package io.agentfleet.agentservice.readiness;

import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.listener.AgentAnnouncement;
import io.agentfleet.agent.memory.MemoryStore;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.AgentTools;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.FleetException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: model backend, memory store, log with its schema registry, and (if the agent uses
 * tools) the tool registry answer, a tool is there, and the agent is announced. Tools that are
 * missing are named, and why the model does not answer. What is away is waited for; none of it
 * makes a service dead.
 */
@Readiness
@ApplicationScoped
public class AgentReadiness implements HealthCheck {

    private final AgentDefinition agent;
    private final ModelGateway models;
    private final MemoryStore memory;
    private final RecordLog log;
    private final ToolGateway tools;
    private final AgentAnnouncement announcement;

    AgentReadiness(
            AgentDefinition agent,
            ModelGateway models,
            MemoryStore memory,
            RecordLog log,
            ToolGateway tools,
            AgentAnnouncement announcement) {
        this.agent = agent;
        this.models = models;
        this.memory = memory;
        this.log = log;
        this.tools = tools;
        this.announcement = announcement;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("agent");
        Optional<String> problem = models.problem();
        problem.ifPresent(why -> answer.withData("model_problem", why));
        boolean remembers = memory.isReady();
        boolean logs = log.isReady();
        answer.withData("model", problem.isEmpty())
                .withData("memory", remembers)
                .withData("log", logs);
        boolean known = hasTools(answer) && isAnnounced(answer);
        return answer.status(problem.isEmpty() && remembers && logs && known).build();
    }

    private boolean hasTools(HealthCheckResponseBuilder answer) {
        try {
            AgentTools found = AgentTools.of(agent, "", tools);
            if (!found.missing().isEmpty()) {
                answer.withData("missing_tools", found.explanation());
            }
            return !found.none();
        } catch (FleetException e) {
            answer.withData("tools", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean isAnnounced(HealthCheckResponseBuilder answer) {
        answer.withData("announced", announcement.isAnnounced());
        return announcement.isAnnounced();
    }
}
