package io.agentfleet.offline.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.offline.language.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules of the planner: search and analysis in parallel, then the writer; agents that are not
 * listed are left out. Without a writer, the last node gets the outputs of the others, and its
 * output is that of the task.
 */
final class PlanningRules {
    private static final String SEARCH = "search";
    private static final String ANALYSIS = "analysis";
    private static final String WRITER = "writer";
    private static final Set<String> KNOWN = Set.of(SEARCH, ANALYSIS, WRITER);
    private static final Set<String> HOSTS = Set.of("planner", "orchestrator");

    private static final int LONGEST_GOAL = 500;

    private PlanningRules() {}

    static Message.Assistant next(CurrentTurn turn) {
        Map<String, String> agents = new LinkedHashMap<>(turn.packet().agents());
        agents.keySet().removeAll(HOSTS);
        String goal = shortened(turn.packet().goal());
        ArrayNode nodes = Json.array();
        List<String> sources = new ArrayList<>();
        if (agents.containsKey(SEARCH)) {
            add(nodes, SEARCH, SEARCH, "Find passages in the documents that answer: " + goal);
            sources.add(SEARCH);
        }
        if (agents.containsKey(ANALYSIS)) {
            add(nodes, ANALYSIS, ANALYSIS, "Answer with figures from the tables: " + goal);
            sources.add(ANALYSIS);
        }
        for (String other : others(agents, goal)) {
            add(nodes, other, other, goal);
            sources.add(other);
        }
        if (agents.containsKey(WRITER)) {
            String parts = sources.isEmpty() ? "" : " (parts: " + String.join(", ", sources) + ")";
            add(nodes, "report", WRITER, "Write the report" + parts + " that answers: " + goal);
        } else if (!sources.isEmpty()) {
            sources.removeLast();
        }
        if (!nodes.isEmpty()) {
            ArrayNode dependencies = (ArrayNode) nodes.get(nodes.size() - 1).get("depends_on");
            sources.forEach(dependencies::add);
        }
        ObjectNode plan = Json.object();
        plan.set("nodes", nodes);
        return CurrentTurn.answer(plan.toString());
    }

    /** Shortened because every node also gets the full goal of the user. */
    private static String shortened(String goal) {
        return goal.length() > LONGEST_GOAL ? goal.substring(0, LONGEST_GOAL) + "…" : goal;
    }

    /** Other agents are used if the goal names them, or if there are no others. */
    private static List<String> others(Map<String, String> agents, String goal) {
        List<String> unknown = agents.keySet().stream().filter(a -> !KNOWN.contains(a)).toList();
        List<String> words =
                Words.of(Words.normalise(goal)).stream()
                        .flatMap(word -> Words.forms(word.text()).stream())
                        .toList();
        List<String> named = unknown.stream().filter(words::contains).toList();
        boolean nobody = agents.keySet().stream().noneMatch(KNOWN::contains);
        return named.isEmpty() && nobody && !unknown.isEmpty()
                ? List.of(unknown.getFirst())
                : named;
    }

    private static void add(ArrayNode nodes, String id, String agent, String prompt) {
        ObjectNode node = nodes.addObject().put("id", id).put("agent", agent).put("prompt", prompt);
        node.putArray("depends_on");
    }
}
