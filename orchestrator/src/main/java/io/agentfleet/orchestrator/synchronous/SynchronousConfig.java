package io.agentfleet.orchestrator.synchronous;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tasks are carried out while a caller waits. */
@ConfigMapping(prefix = "fleet.synchronous")
public interface SynchronousConfig {

    /** Time for a task whose caller names no deadline. */
    @WithDefault("10m")
    Duration timeLimit();

    /** How often an agent is called that cannot be reached, the first time included. */
    @WithDefault("2")
    int attempts();

    /** Rest before the second call. */
    @WithDefault("200ms")
    Duration retryDelay();
}
