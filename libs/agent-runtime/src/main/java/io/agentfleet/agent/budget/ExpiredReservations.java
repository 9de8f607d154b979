package io.agentfleet.agent.budget;

import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Settles, every few seconds, reservations whose process ended before it settled them, as if all of
 * them was spent. Each process does it for all of them.
 */
public final class ExpiredReservations implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ExpiredReservations.class);

    private final BudgetStore store;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("expired-reservations").factory());

    public ExpiredReservations(BudgetStore store) {
        this.store = store;
    }

    /** Begins to settle. */
    public void start(Duration interval) {
        var ignored =
                timer.scheduleWithFixedDelay(
                        this::settle,
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void settle() {
        try {
            int settled = store.settleExpired();
            if (settled > 0) {
                LOG.warnf("reservations_settled_at_their_estimate count=%d", settled);
            }
        } catch (FleetException e) {
            LOG.debugf("reservations_not_looked_at reason=%s", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
