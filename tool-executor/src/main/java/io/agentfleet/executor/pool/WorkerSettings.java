package io.agentfleet.executor.pool;

import java.time.Duration;

/**
 * How many workers there are, and how long.
 *
 * @param workers that compute at once
 * @param workersPerTenant of them for one tenant
 * @param idleWorkers that wait for their next call
 * @param idleTime after which a waiting worker is ended
 * @param loadTime within which all files of a source are loaded
 */
public record WorkerSettings(
        int workers, int workersPerTenant, int idleWorkers, Duration idleTime, Duration loadTime) {

    /**
     * Four, three for a tenant; all of them wait half a minute for their next call; two minutes to
     * load.
     */
    public static WorkerSettings usual() {
        return new WorkerSettings(4, 3, 4, Duration.ofSeconds(30), Duration.ofMinutes(2));
    }
}
