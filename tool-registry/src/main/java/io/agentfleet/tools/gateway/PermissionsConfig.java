package io.agentfleet.tools.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which agent may call which tools: one line per agent. */
@ConfigMapping(prefix = "fleet.permissions")
public interface PermissionsConfig {

    /** Names of tools by name of agent; an agent that is not named may call none. */
    @WithParentName
    Map<String, Optional<List<String>>> agents();
}
