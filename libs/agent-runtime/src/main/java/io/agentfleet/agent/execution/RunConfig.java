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

    /** Most tokens of one model call's messages. */
    @WithDefault("100000")
    int contextTokens();

    /** Most tokens of one model answer. */
    @WithDefault("8192")
    int answerTokens();

    /** Most characters of a tool result that the model gets to see. */
    @WithDefault("64000")
    int toolResultCharacters();

    /** Tasks that wait or run at the same time; more stay on the log. */
    @WithDefault("256")
    int maxInFlight();

    /** A run that lasts longer says so at this interval. */
    @WithDefault("30s")
    Duration signOfLife();

    /** How often this process says that it lives. */
    @WithDefault("3s")
    Duration ownerBeat();

    /** How long that holds: afterwards, others go on with its runs. */
    @WithDefault("10s")
    Duration ownerHolds();
}
