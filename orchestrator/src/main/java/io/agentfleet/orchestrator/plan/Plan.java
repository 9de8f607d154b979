package io.agentfleet.orchestrator.plan;

import java.util.List;

/**
 * How a task is split up. Not every plan is sound: {@link PlanCheck} tells.
 *
 * @param nodes in the order in which the planner named them
 */
public record Plan(List<PlanNode> nodes) {

    /** The node id of planning itself; no node of a plan may take it. */
    public static final String PLANNING = "plan";

    public Plan {
        nodes = List.copyOf(nodes);
    }

    /**
     * The nodes that no other node depends on; exactly one in a sound plan: it gives the output.
     */
    public List<PlanNode> sinks() {
        return nodes.stream()
                .filter(node -> nodes.stream().noneMatch(n -> n.dependsOn().contains(node.id())))
                .toList();
    }
}
