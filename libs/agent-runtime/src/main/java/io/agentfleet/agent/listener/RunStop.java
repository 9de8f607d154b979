package io.agentfleet.agent.listener;

import io.agentfleet.agent.execution.Cancellations;
import io.agentfleet.agent.execution.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * When the process is stopped: runs leave off without a result and give their claims back, so that
 * the next owner goes on at once.
 */
@ApplicationScoped
public class RunStop {

    private static final Logger LOG = Logger.getLogger(RunStop.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final TaskPartitions partitions;
    private final Cancellations cancellations;
    private final Leases leases;

    RunStop(
            @Identifier("agent-tasks") TaskPartitions partitions,
            Cancellations cancellations,
            Leases leases) {
        this.partitions = partitions;
        this.cancellations = cancellations;
        this.leases = leases;
    }

    void stop(@Observes ShutdownEvent stopped) {
        partitions.close();
        cancellations.abandonAll("the process is stopped");
        long end = System.nanoTime() + TIMEOUT.toNanos();
        try {
            while (leases.held() > 0 && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.infof("runs_released unfinished=%d", leases.held());
    }
}
