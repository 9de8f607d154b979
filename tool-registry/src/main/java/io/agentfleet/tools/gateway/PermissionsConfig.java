package io.agentfleet.tools.gateway;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where it stands which agent may call which tools. */
@ConfigMapping(prefix = "fleet.permissions")
public interface PermissionsConfig {

    /**
     * A properties file with one line per agent, {@code agent = tool, tool}; read again when it
     * changes. An agent that is not named may call none.
     */
    Path file();

    /** Tools that every agent with a tool may call besides; a rehearsal uses it. */
    Optional<List<String>> toAll();
}
