package io.agentfleet.access.filter;

import io.agentfleet.access.identity.Identity;
import java.time.Duration;

/** Limits how often a caller may submit tasks. Blocking, thread-safe. */
public interface SubmitRateLimiter {

    /** Takes one permit, if one is left. */
    Result acquire(Identity who);

    /**
     * The state of the caller's limit.
     *
     * @param allowed false if no permit was left
     * @param limit the most permits
     * @param remaining how many are left
     * @param next the time until one is available; zero if one is
     */
    record Result(boolean allowed, long limit, long remaining, Duration next) {}
}
