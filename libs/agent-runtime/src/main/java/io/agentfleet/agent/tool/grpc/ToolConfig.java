package io.agentfleet.agent.tool.grpc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The way to the tool registry. */
@ConfigMapping(prefix = "fleet.tools")
public interface ToolConfig {

    /** host:port of the registry. */
    String address();

    /** Longest wait for one call; the registry's own limits are shorter. */
    @WithDefault("60s")
    Duration deadline();

    /** How long the list of tools is believed. */
    @WithDefault("5s")
    Duration listFor();
}
