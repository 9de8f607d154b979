package io.agentfleet.agent.budget;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is spent and reserved, shared by all processes. Each operation is atomic. Blocking, safe for
 * many threads; throws a {@code FleetException} with UNAVAILABLE if the store is away.
 */
public interface BudgetStore {

    /**
     * Reserves an amount on all accounts, or on none of them.
     *
     * @param id of the reservation, a new one each time
     * @param lifetime after which the reservation is settled for its process
     * @return the first limit that is in the way; empty if it is reserved
     */
    Optional<Refusal> reserve(String id, List<Account> accounts, Amount amount, Duration lifetime);

    /**
     * Replaces a reservation with what was spent. If it was settled for its process meanwhile, that
     * is corrected; of one that is not known any more nothing is done.
     */
    void settle(String id, Amount spent);

    /**
     * Settles the reservations whose lifetime is over, as if all of them was spent.
     *
     * @return how many
     */
    int settleExpired();
}
