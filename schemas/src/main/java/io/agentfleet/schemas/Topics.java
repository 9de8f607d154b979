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

    /** Heartbeats of long runs; a short run sends none. */
    public static final String PROGRESS = "agent.progress";

    public static final String TOOL_AUDIT = "tool.audit";
    public static final String TOOL_DEFINITIONS = "tool.definitions";
    public static final String AGENT_VERSIONS = "agent.versions";

    /** The state of each call of a tool that writes, keyed by its idempotency key. */
    public static final String TOOL_EFFECTS = "tool.effects";

    /** What models have cost, keyed by the user's task that they worked for. */
    public static final String COSTS = "llm.costs";

    /** Which dead letters were replayed or dropped, keyed by the id of the dead letter. */
    public static final String SETTLED_LETTERS = "dead.letters.settled";

    /**
     * Topics that every fleet has besides the tasks of its agents, each with a dead letter topic.
     */
    public static final List<String> SHARED =
            List.of(STEPS, RESULTS, CONTROL, EVENTS, PROGRESS, TOOL_AUDIT);

    /** Topics that keep the last record of each key for ever. */
    public static final List<String> COMPACTED = List.of(TOOL_DEFINITIONS, AGENT_VERSIONS, COSTS);

    /** Topics that keep the last record of each key for some days. */
    public static final List<String> COMPACTED_FOR_DAYS = List.of(TOOL_EFFECTS, SETTLED_LETTERS);

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
