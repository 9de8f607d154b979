package io.agentfleet.orchestrator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.ArrayList;
import java.util.List;

/** Reads a plan from a planner's final answer. */
public final class PlanReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 120;

    private PlanReader() {}

    /**
     * The plan in this answer; prose or a code fence around the JSON object is forgiven.
     *
     * @throws FleetException with INVALID_PLAN if there is none
     */
    public static Plan read(String answer) {
        JsonNode nodes = object(answer).path("nodes");
        if (!nodes.isArray()) {
            throw invalid("the planner's answer has no list 'nodes': " + shorten(answer));
        }
        List<PlanNode> read = new ArrayList<>();
        for (JsonNode node : nodes) {
            read.add(node(node));
        }
        return new Plan(read);
    }

    private static JsonNode object(String answer) {
        int from = answer.indexOf('{');
        int to = answer.lastIndexOf('}');
        if (from < 0 || to < from) {
            throw invalid("the planner's answer holds no JSON object: " + shorten(answer));
        }
        try {
            return JSON.readTree(answer.substring(from, to + 1));
        } catch (JsonProcessingException e) {
            throw invalid(
                    "the planner's answer is not JSON (%s): %s"
                            .formatted(e.getOriginalMessage(), shorten(answer)));
        }
    }

    private static PlanNode node(JsonNode node) {
        List<String> dependsOn = new ArrayList<>();
        for (JsonNode dependency : node.path("depends_on")) {
            dependsOn.add(dependency.asText());
        }
        return new PlanNode(
                text(node, "id"), agent(text(node, "agent")), text(node, "prompt"), dependsOn);
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw invalid(
                    "a node has no '%s': %s; give each node id, agent and prompt"
                            .formatted(field, shorten(node.toString())));
        }
        return value.asText();
    }

    private static AgentName agent(String name) {
        try {
            return new AgentName(name);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage() == null ? name : e.getMessage());
        }
    }

    private static FleetException invalid(String message) {
        return new FleetException(ErrorCode.INVALID_PLAN, message);
    }

    private static String shorten(String text) {
        String line = text.strip().replace('\n', ' ');
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
