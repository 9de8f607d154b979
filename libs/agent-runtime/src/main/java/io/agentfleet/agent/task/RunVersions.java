package io.agentfleet.agent.task;

import java.util.Map;

/** What answers, stamped on each result: the versions of agent and model. */
public record RunVersions(Map<String, String> all) {
    public RunVersions {
        all = Map.copyOf(all);
    }
}
