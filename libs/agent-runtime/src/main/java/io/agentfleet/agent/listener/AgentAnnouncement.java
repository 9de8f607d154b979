package io.agentfleet.agent.listener;

import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.AgentTools;
import io.agentfleet.agent.run.AgentWithExtraTools;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.agentfleet.taskmodel.task.AgentCard;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Publishes this agent and its addresses on {@code agent.versions}, once it has a tool to work
 * with: no plan names it before.
 */
@ApplicationScoped
public class AgentAnnouncement {

    private static final Logger LOG = Logger.getLogger(AgentAnnouncement.class);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final AgentDefinition agent;
    private final AgentConfig config;
    private final RecordLog log;
    private final InstantSource clock;
    private final ToolGateway tools;
    private volatile boolean announced;

    public AgentAnnouncement(
            AgentDefinition agent,
            AgentConfig config,
            RecordLog log,
            InstantSource clock,
            ToolGateway tools) {
        this.tools = tools;
        this.agent = agent;
        this.config = config;
        this.log = log;
        this.clock = clock;
    }

    public void announce(@Observes StartupEvent started) {
        Thread.ofVirtual().name("agent-announcement").start(this::announceInTime);
    }

    private void announceInTime() {
        try {
            awaitTools();
            RetryUntilAvailable.until(() -> {
                log.publish(Topics.AGENT_VERSIONS, agent.card().name().value(), card());
                return agent;
            });
            announced = true;
            LOG.infof("agent_announced agent=%s address=%s", config.name(), config.address());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FleetException e) {
            LOG.errorf("agent_not_announced reason=%s", e.getMessage());
        }
    }

    /** True once its card is on the log. */
    public boolean isAnnounced() {
        return announced;
    }

    private void awaitTools() throws InterruptedException {
        String logged = "";
        for (String missing = missing(); !missing.isEmpty(); missing = missing()) {
            if (!missing.equals(logged)) {
                LOG.warnf("agent_waits_for_tools reason=%s", missing);
                logged = missing;
            }
            Thread.sleep(LOOK);
        }
    }

    /** Why it cannot work yet; empty if it can. */
    private String missing() {
        try {
            AgentTools found = AgentTools.of(agent, "", tools);
            return found.none() ? found.explanation() : "";
        } catch (FleetException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private AgentCardEvent card() {
        AgentCard card = agent.card();
        return AgentCardEvent.newBuilder()
                .setName(card.name().value())
                .setVersion(card.version())
                .setDescription(card.description())
                .setAddress(config.address())
                .setTools(List.copyOf(new AgentWithExtraTools(agent, config.extraTools()).tools()))
                .setRegisteredAt(clock.instant())
                .build();
    }
}
