package io.agentfleet.localfleet.provisioning;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which topics a fleet has, and which event travels on each.
 *
 * @param agents those that take tasks
 */
public record TopicList(List<AgentName> agents) {

    /** The same for all, so that records of one session meet in joins. */
    public static final int PARTITIONS = 6;

    private static final String RETENTION_MS = Long.toString(Duration.ofDays(14).toMillis());

    public TopicList {
        agents = List.copyOf(agents);
    }

    /** Topics that keep records for a time, with their dead letter topics. */
    public List<String> logs() {
        List<String> topics = new ArrayList<>();
        agents.forEach(agent -> topics.add(Topics.tasks(agent)));
        topics.addAll(Topics.SHARED);
        List<String> all = new ArrayList<>(topics);
        topics.forEach(topic -> all.add(Topics.deadLetters(topic)));
        compacted().forEach(topic -> all.add(Topics.deadLetters(topic)));
        return all;
    }

    /** Topics that keep the last record of each key, for ever or for some days. */
    public List<String> compacted() {
        return Stream.concat(Topics.COMPACTED.stream(), Topics.COMPACTED_FOR_DAYS.stream())
                .toList();
    }

    /** How a topic of {@link #compacted} is cleaned up. */
    public static Map<String, String> cleanup(String topic) {
        return Topics.COMPACTED.contains(topic)
                ? Map.of("cleanup.policy", "compact")
                : Map.of("cleanup.policy", "compact,delete", "retention.ms", RETENTION_MS);
    }

    /** The name of the Avro schema of each topic. */
    public Map<String, String> schemas() {
        Map<String, String> schemas = new LinkedHashMap<>();
        agents.forEach(agent -> schemas.put(Topics.tasks(agent), "AgentTaskEvent"));
        schemas.put(Topics.STEPS, "AgentStepEvent");
        schemas.put(Topics.RESULTS, "AgentResultEvent");
        schemas.put(Topics.CONTROL, "AgentControlEvent");
        schemas.put(Topics.EVENTS, "TaskLifecycleEvent");
        schemas.put(Topics.PROGRESS, "AgentProgressEvent");
        schemas.put(Topics.TOOL_EFFECTS, "ToolEffectEvent");
        schemas.put(Topics.TOOL_AUDIT, "ToolAuditEvent");
        schemas.put(Topics.TOOL_DEFINITIONS, "ToolDefinitionEvent");
        schemas.put(Topics.AGENT_VERSIONS, "AgentCardEvent");
        schemas.put(Topics.COSTS, "LlmCostEvent");
        return schemas;
    }
}
