package io.agentfleet.agent.budget;

import io.agentfleet.agent.model.Caller;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Reserves what a call may take before it is made, and settles it afterwards. Safe for many
 * threads. Without limits it asks no store.
 *
 * <p>A store that is away: the call is refused if money, a tenant or the day is limited, else it is
 * made. A settlement that does not reach the store is made good by {@link ExpiredReservations}.
 */
public final class SharedBudgets {

    private static final Logger LOG = Logger.getLogger(SharedBudgets.class);

    private final BudgetLimits limits;
    private final BudgetStore store;
    private final Duration lifetime;
    private final InstantSource clock;

    /**
     * @param lifetime of a reservation; longer than any call of a model
     */
    public SharedBudgets(
            BudgetLimits limits, BudgetStore store, Duration lifetime, InstantSource clock) {
        this.limits = limits;
        this.store = store;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** True if nothing is limited. */
    public boolean areNone() {
        return limits.areNone();
    }

    /** True if a limit in money holds for this caller. */
    public boolean limitMoney(Caller caller) {
        return accounts(caller).stream().anyMatch(a -> a.limit().money().isPresent());
    }

    private List<Account> accounts(Caller caller) {
        return limits.accounts(caller, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /**
     * Reserves an amount.
     *
     * @throws FleetException with COST_BUDGET_EXCEEDED or TOKEN_BUDGET_EXCEEDED naming the limit,
     *     UNAVAILABLE if the store is away and the limits are strict
     */
    public Reservation reserve(Caller caller, Amount amount) {
        List<Account> accounts = accounts(caller);
        if (accounts.isEmpty()) {
            return Reservation.NONE;
        }
        String id = UUID.randomUUID().toString();
        Optional<Refusal> refusal;
        try {
            refusal = store.reserve(id, accounts, amount, lifetime);
        } catch (FleetException e) {
            return withoutStore(e);
        }
        if (refusal.isPresent()) {
            throw refusal.get().explained(amount);
        }
        return spent -> settle(id, amount, spent);
    }

    private Reservation withoutStore(FleetException away) {
        if (limits.areStrict() || Thread.currentThread().isInterrupted()) {
            throw new FleetException(
                    away.code(),
                    "No model is called while nobody knows what was spent: " + away.getMessage(),
                    away);
        }
        LOG.warnf("model_call_without_budget reason=%s", away.getMessage());
        return Reservation.NONE;
    }

    /** Also on a thread that was told to stop: what was spent was spent. */
    private void settle(String id, Amount reserved, Amount spent) {
        if (spent.tokens() > reserved.tokens() || spent.money().compareTo(reserved.money()) > 0) {
            LOG.warnf("model_call_took_more_than_reserved reserved=%s spent=%s", reserved, spent);
        }
        boolean interrupted = Thread.interrupted();
        try {
            store.settle(id, spent);
        } catch (FleetException e) {
            LOG.warnf("model_call_not_settled id=%s reason=%s", id, e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What was reserved for one call. Settled once. */
    public interface Reservation {

        /** Nothing was reserved, since nothing is limited. */
        Reservation NONE = spent -> {};

        /** Replaces it with what was spent; nothing if the call surely took nothing. */
        void settle(Amount spent);
    }
}
