package io.agentfleet.agent.listener;

import io.agentfleet.agent.execution.Cancellations;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Handles cancel requests. Every instance of every agent receives every request, also those of
 * before its start: until it knows them it starts no run and is not ready. Orders that are nobody's
 * business here are harmless.
 */
@Readiness
@ApplicationScoped
public class ControlListener implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(ControlListener.class);
    private static final String CANCEL = "cancel";

    private final ControlFeed feed;
    private final Cancellations cancellations;

    ControlListener(ControlFeed feed, Cancellations cancellations) {
        this.feed = feed;
        this.cancellations = cancellations;
    }

    void start(@Observes StartupEvent started) {
        feed.follow(this::obey, cancellations::ordersAreKnown);
    }

    private void obey(AgentControlEvent order) {
        try {
            TaskId root = SubmissionValidator.taskId(order.getRootTaskId());
            if (!order.getType().equals(CANCEL)) {
                LOG.warnf("control_unknown type=%s task=%s", order.getType(), root);
                return;
            }
            LOG.debugf("cancel_received task=%s", root);
            cancellations.cancel(root, order.getReason());
        } catch (FleetException e) {
            // one dead letter per fleet is enough: the orchestrator writes it
            LOG.warnf("control_unusable reason=%s", e.getMessage());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("orders").status(cancellations.hasOrders()).build();
    }
}
