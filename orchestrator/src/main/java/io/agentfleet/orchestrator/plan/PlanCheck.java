package io.agentfleet.orchestrator.plan;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a plan can be carried out: 1 to 12 nodes with usable, distinct ids, known agents and
 * existing dependencies, no cycle, and exactly one node that nothing depends on, whose output is
 * the task's.
 */
public final class PlanCheck {

    public static final int MOST_NODES = 12;

    /** Longest id of a node; a root task's id must leave space for it. */
    public static final int LONGEST_ID = 32;

    private static final int LONGEST_PROMPT = 100_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    private PlanCheck() {}

    /**
     * Returns if the plan is sound.
     *
     * @param agents who knows which agents there are
     * @throws FleetException with INVALID_PLAN or UNKNOWN_AGENT, naming what is wrong
     */
    public static void check(Plan plan, KnownAgents agents) {
        checkSize(plan);
        checkIds(plan);
        checkDependencies(plan);
        checkAcyclic(plan);
        checkSink(plan);
        checkAgents(plan, agents);
    }

    private static void checkSize(Plan plan) {
        int size = plan.nodes().size();
        if (size < 1 || size > MOST_NODES) {
            throw invalid("a plan of %d nodes: use 1 to %d".formatted(size, MOST_NODES));
        }
        for (PlanNode node : plan.nodes()) {
            if (node.prompt().length() > LONGEST_PROMPT) {
                throw invalid(
                        "the prompt of node '%s' has %d characters: use at most %d"
                                .formatted(node.id(), node.prompt().length(), LONGEST_PROMPT));
            }
        }
    }

    private static void checkIds(Plan plan) {
        Set<String> seen = new HashSet<>();
        for (PlanNode node : plan.nodes()) {
            if (!ID.matcher(node.id()).matches() || node.id().equals(Plan.PLANNING)) {
                throw invalid(
                        "node id '%s' is not usable: use 1 to %d letters, digits, '_' or '-', and not '%s'"
                                .formatted(shorten(node.id()), LONGEST_ID, Plan.PLANNING));
            }
            if (!seen.add(node.id())) {
                throw invalid("two nodes have the id '%s': give each its own".formatted(node.id()));
            }
        }
    }

    private static void checkDependencies(Plan plan) {
        Set<String> ids = plan.nodes().stream().map(PlanNode::id).collect(Collectors.toSet());
        for (PlanNode node : plan.nodes()) {
            Set<String> seen = new HashSet<>();
            for (String dependency : node.dependsOn()) {
                if (!ids.contains(dependency)) {
                    throw invalid(
                            "node '%s' depends on '%s', which is not in the plan"
                                    .formatted(node.id(), shorten(dependency)));
                }
                if (!seen.add(dependency)) {
                    throw invalid(
                            "node '%s' depends on '%s' twice".formatted(node.id(), dependency));
                }
            }
        }
    }

    private static void checkAcyclic(Plan plan) {
        Set<String> done = new LinkedHashSet<>();
        List<PlanNode> open = plan.nodes();
        while (!open.isEmpty()) {
            List<PlanNode> blocked =
                    open.stream().filter(node -> !done.containsAll(node.dependsOn())).toList();
            if (blocked.size() == open.size()) {
                throw invalid("the nodes %s wait for each other in a circle".formatted(ids(open)));
            }
            open.forEach(node -> {
                if (!blocked.contains(node)) {
                    done.add(node.id());
                }
            });
            open = blocked;
        }
    }

    private static void checkSink(Plan plan) {
        List<PlanNode> sinks = plan.sinks();
        if (sinks.size() != 1) {
            throw invalid(
                    "nothing depends on the nodes %s: exactly one node may be the last, its output is the task's"
                            .formatted(ids(sinks)));
        }
    }

    private static void checkAgents(Plan plan, KnownAgents agents) {
        Set<AgentName> asked =
                plan.nodes().stream().map(PlanNode::agent).collect(Collectors.toSet());
        Set<AgentName> known = agents.including(asked);
        for (PlanNode node : plan.nodes()) {
            if (!known.contains(node.agent())) {
                throw new FleetException(
                        ErrorCode.UNKNOWN_AGENT,
                        "node '%s' is for agent '%s', which is not known: use one of %s"
                                .formatted(
                                        node.id(),
                                        shorten(node.agent().value()),
                                        known.stream().map(AgentName::value).sorted().toList()));
            }
        }
    }

    private static List<String> ids(List<PlanNode> nodes) {
        return nodes.stream().map(PlanNode::id).toList();
    }

    private static FleetException invalid(String message) {
        return new FleetException(ErrorCode.INVALID_PLAN, message);
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
