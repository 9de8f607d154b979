package io.agentfleet.orchestrator.service;

import io.agentfleet.orchestrator.directory.DirectoryReader;
import io.agentfleet.orchestrator.ledger.kafka.CostFeed;
import io.agentfleet.orchestrator.streams.FlowEngine;
import io.agentfleet.taskapi.projection.ViewUpdater;
import io.agentfleet.taskapi.service.SynchronousRun;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts what runs by itself, and stops it: directory, then views and costs, then the flow. */
@ApplicationScoped
class OrchestratorStart {

    private final DirectoryReader directory;
    private final ViewUpdater views;
    private final CostFeed costs;
    private final FlowEngine flow;
    private final SynchronousRun synchronous;

    OrchestratorStart(
            DirectoryReader directory,
            ViewUpdater views,
            CostFeed costs,
            FlowEngine flow,
            SynchronousRun synchronous) {
        this.directory = directory;
        this.views = views;
        this.costs = costs;
        this.flow = flow;
        this.synchronous = synchronous;
    }

    void start(@Observes StartupEvent event) {
        directory.start();
        views.start();
        costs.start();
        flow.start(() -> directory.isRead() && !directory.directory().all().isEmpty());
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        flow.close();
        costs.close();
        views.close();
        directory.close();
        if (synchronous instanceof AutoCloseable open) {
            open.close();
        }
    }
}
