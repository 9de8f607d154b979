package io.agentfleet.orchestrator.service;

import io.agentfleet.orchestrator.directory.AgentDirectory;
import io.agentfleet.orchestrator.directory.DirectoryReader;
import io.agentfleet.orchestrator.streams.FlowEngine;
import io.agentfleet.taskapi.view.TaskViews;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means, besides what every agent needs: the flow runs, the directory was read and knows an
 * agent, the views answer.
 */
@Readiness
@ApplicationScoped
class OrchestratorReadiness implements HealthCheck {

    private final FlowEngine flow;
    private final DirectoryReader reader;
    private final AgentDirectory directory;
    private final TaskViews views;

    OrchestratorReadiness(
            FlowEngine flow, DirectoryReader reader, AgentDirectory directory, TaskViews views) {
        this.flow = flow;
        this.reader = reader;
        this.directory = directory;
        this.views = views;
    }

    @Override
    public HealthCheckResponse call() {
        boolean hasViews = views.isReady();
        return HealthCheckResponse.named("orchestrator")
                .withData("flow", flow.state())
                .withData("directory_read", reader.isRead())
                .withData("agents", directory.names())
                .withData("views", hasViews)
                .status(flow.isRunning() && reader.isRead() && hasViews)
                .build();
    }
}
