package io.agentfleet.agent.listener;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Who this agent is. */
@ConfigMapping(prefix = "fleet.agent")
public interface AgentConfig {

    /** Its name: tasks arrive on {@code agent.tasks.<name>}. */
    String name();

    /** Semantic version of agent and prompts. */
    @WithDefault("0.1.0")
    String version();

    /** What to ask it for; the planner reads it. */
    String description();

    /** host:port under which others reach its AgentService. */
    String address();

    /**
     * Tools that it may work with beyond its own, as far as the registry permits them to it; a
     * drill uses it.
     */
    Optional<Set<String>> extraTools();
}
