package io.agentfleet.schemas;

import java.util.List;

/**
 * Names of the fleet's topics. All are keyed by session id, except the compacted ones, keyed by
 * what they name.
 */
public final class Topics {

    public static final String STEPS = "agent.steps";
    public static final String RESULTS = "agent.results";
    public static final String CONTROL = "agent.control";
    public static final String EVENTS = "agent.events";
    public static final String TOOL_AUDIT = "tool.audit";
    public static final String TOOL_DEFINITIONS = "tool.definitions";
    public static final String AGENT_VERSIONS = "agent.versions";

    /**
     * Topics that every fleet has besides the tasks of its agents, each with a dead letter topic.
     */
    public static final List<String> SHARED = List.of(STEPS, RESULTS, CONTROL, EVENTS, TOOL_AUDIT);

    /** Topics that keep the last record of each key for ever. */
    public static final List<String> COMPACTED = List.of(TOOL_DEFINITIONS, AGENT_VERSIONS);

    private Topics() {}

    /** Where an agent takes its tasks from. */
    public static String tasks(AgentName agent) {
        return "agent.tasks." + agent.value();
    }

    /** Where records go that could not be read or handled. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}
