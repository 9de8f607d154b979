package io.agentfleet.tools.gateway;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The gateway's settings with their defaults, but for those that a test sets. */
final class TestToolsConfig {

    private TestToolsConfig() {}

    static ToolsConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ToolsConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ToolsConfig.class);
    }
}
