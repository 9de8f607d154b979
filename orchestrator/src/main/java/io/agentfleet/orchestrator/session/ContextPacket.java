package io.agentfleet.orchestrator.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a node's agent gets to see of the rest: what came with the task, the user's goal, and
 * what the nodes it depends on answered, produced or failed with.
 */
public final class ContextPacket {

    /** Longest output of one node that is kept. */
    public static final int LONGEST_OUTPUT = 64_000;

    /** Characters of a node's task together, so that it fits a record of a megabyte. */
    private static final int ROOM = 280_000;

    private static final int LEAST_ROOM = 20_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ContextPacket() {}

    /** What the agent of this node sees. */
    public static Map<String, String> of(PlanExecution execution, NodeExecution work) {
        Task task = execution.task();
        Map<String, String> packet = new LinkedHashMap<>(task.context());
        List<NodeExecution> dependencies = execution.dependencies(work);
        packet.putIfAbsent(Task.USER_GOAL, task.prompt());
        int taken = work.node().prompt().length() + length(packet) + length(task.metadata());
        int share = Math.max(LEAST_ROOM, ROOM - taken) / Math.max(1, dependencies.size());
        for (NodeExecution dependency : dependencies) {
            add(packet, dependency, Math.min(share, LONGEST_OUTPUT));
        }
        return packet;
    }

    /** What the planner sees: what came with the task. */
    public static Map<String, String> ofPlanning(PlanExecution execution) {
        return execution.task().context();
    }

    private static void add(Map<String, String> packet, NodeExecution dependency, int atMost) {
        if (dependency.state() != NodeExecution.State.COMPLETED) {
            packet.put(Task.FAILED_PREFIX + dependency.id(), Outcomes.reason(dependency));
            return;
        }
        NodeResult result = dependency.result().orElseThrow();
        packet.put(Task.OUTPUT_PREFIX + dependency.id(), cut(result.output(), atMost));
        if (!result.artifacts().isEmpty()) {
            packet.put(Task.ARTIFACTS_PREFIX + dependency.id(), json(result.artifacts()));
        }
    }

    /** The text, or its head and tail with a word on what was left out. */
    public static String cut(String text, int atMost) {
        if (text.length() <= atMost) {
            return text;
        }
        int left = text.length() - atMost;
        int head = atMost * 2 / 3;
        return text.substring(0, head)
                + "\n[… %d characters left out …]\n".formatted(left)
                + text.substring(text.length() - (atMost - head));
    }

    /** Characters of names and values. */
    public static int length(Map<String, String> map) {
        return map.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + e.getValue().length())
                .sum();
    }

    private static String json(List<Artifact> artifacts) {
        try {
            return JSON.writeValueAsString(artifacts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of files has no JSON form", e);
        }
    }
}
