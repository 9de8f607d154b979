package io.agentfleet.access.filter;

import io.agentfleet.access.identity.Identity;
import java.time.Duration;

/** How often a caller may submit. Blocking, thread-safe. */
public interface SubmitRateLimiter {

    /** Takes one from what is left. */
    Standing take(Identity who);

    /**
     * What is left.
     *
     * @param allowed false if nothing was
     * @param limit most at once
     * @param remaining of them
     * @param next until one more is there; zero if one is
     */
    record Standing(boolean allowed, long limit, long remaining, Duration next) {}
}
