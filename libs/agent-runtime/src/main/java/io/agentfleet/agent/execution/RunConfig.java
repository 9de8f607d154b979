package io.agentfleet.agent.execution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of every run. */
@ConfigMapping(prefix = "fleet.run")
public interface RunConfig {

    /** A run without a deadline of its own ends after this time. */
    @WithDefault("PT10M")
    Duration timeLimit();

    /** The most tokens of one model call's messages. */
    @WithDefault("100000")
    int contextTokens();

    /** The most tokens of one model answer. */
    @WithDefault("8192")
    int answerTokens();

    /** The most characters of a tool result that are passed to the model. */
    @WithDefault("64000")
    int toolResultCharacters();

    /** Tasks that wait or run at the same time; more stay on the log. */
    @WithDefault("256")
    int maxInFlight();

    /** How often a long run sends a heartbeat on {@code agent.progress}. */
    @WithDefault("30s")
    Duration heartbeatInterval();

    /** How often this process renews its lease on its runs; well below its duration. */
    @WithDefault("3s")
    Duration leaseRenewalInterval();

    /** How long the lease lasts if it is not renewed: then other processes take its runs over. */
    @WithDefault("10s")
    Duration leaseDuration();
}
