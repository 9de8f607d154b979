package io.agentfleet.executor.sandbox;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many things at once, and so many of one tenant, so that no tenant takes all.
 *
 * <p>Threads: any.
 */
public final class Places {

    private final int total;
    private final int perTenant;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition freed = lock.newCondition();
    private final Map<String, Integer> taken = new HashMap<>();
    private int inUse;

    /**
     * @param total places in all
     * @param perTenant of them for one tenant at most
     */
    public Places(int total, int perTenant) {
        this.total = total;
        this.perTenant = perTenant;
    }

    /**
     * Waits for a place, which the caller must {@link #release}.
     *
     * @throws FleetException TOOL_UNAVAILABLE if none is free within the limit
     */
    public void take(String tenant, String what, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (inUse >= total || of(tenant) >= perTenant) {
                if (left <= 0) {
                    throw new FleetException(
                            ErrorCode.TOOL_UNAVAILABLE,
                            "%s was not started: %d calls are running already, %d of them of this tenant, which may have %d; ask again later"
                                    .formatted(what, inUse, of(tenant), perTenant));
                }
                left = freed.awaitNanos(left);
            }
            inUse++;
            taken.merge(tenant, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Gives one place of the tenant back. */
    public void release(String tenant) {
        lock.lock();
        try {
            inUse--;
            taken.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int of(String tenant) {
        return taken.getOrDefault(tenant, 0);
    }
}
