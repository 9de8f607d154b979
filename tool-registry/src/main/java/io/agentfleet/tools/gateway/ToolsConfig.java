package io.agentfleet.tools.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far a tool call may go. */
@ConfigMapping(prefix = "fleet.tools")
public interface ToolsConfig {

    /** Calls of a session for one root task. */
    @WithDefault("50")
    int callsPerRootTask();

    /** Depth of agents calling agents. */
    @WithDefault("5")
    int depth();

    /** The how-manieth same call of a task within a minute is refused. */
    @WithDefault("3")
    int repeats();

    /** A result up to this size is passed on whole; of a longer one, head and tail. */
    @WithDefault("256K")
    MemorySize resultSize();

    /** The same for tools that write, whose results are stored to be returned again. */
    @WithDefault("32K")
    MemorySize keptResultSize();

    /** Calls of one tool at the same time; further ones wait for a place. */
    @WithDefault("32")
    int concurrency();

    /** How long a call waits for a place. */
    @WithDefault("5s")
    Duration placeWait();

    /** Circuit breakers. */
    Breaker breaker();

    /** When a tool's circuit breaker opens and closes. */
    interface Breaker {

        /** Share of calls that broke at which it opens. */
        @WithDefault("0.3")
        double failureRatio();

        /** Calls that the share is taken of. */
        @WithDefault("20")
        int window();

        /** How long it stays open before one call may try. */
        @WithDefault("5s")
        Duration pause();
    }
}
