package io.agentfleet.orchestrator.session;

import io.agentfleet.orchestrator.plan.BudgetShare;
import io.agentfleet.orchestrator.plan.Plan;
import io.agentfleet.orchestrator.plan.PlanNode;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The active task on its way through its plan.
 *
 * @param task what the user asked
 * @param acceptedAt when it arrived
 * @param deadline when it must have ended
 * @param planning the work of the planner
 * @param nodes the plan's nodes in its order; empty until there is a plan
 * @param told names of the events told so far, in order: the place of a name is its sequence
 */
public record Walk(
        Task task,
        Instant acceptedAt,
        Instant deadline,
        NodeWork planning,
        List<NodeWork> nodes,
        List<String> told) {

    /** The name of every task's first event. */
    static final String ACCEPTED = "accepted";

    public Walk {
        nodes = List.copyOf(nodes);
        told = List.copyOf(told);
    }

    static Walk begin(Queued queued, Instant deadline) {
        PlanNode planning =
                new PlanNode(Plan.PLANNING, AgentName.PLANNER, queued.task().prompt(), List.of());
        return new Walk(
                queued.task(),
                queued.acceptedAt(),
                deadline,
                NodeWork.of(planning),
                List.of(),
                List.of(ACCEPTED));
    }

    Optional<NodeWork> find(String nodeId) {
        return all().filter(work -> work.id().equals(nodeId)).findFirst();
    }

    /** Planning and the nodes of the plan. */
    Stream<NodeWork> all() {
        return Stream.concat(Stream.of(planning), nodes.stream());
    }

    List<NodeWork> dependencies(NodeWork work) {
        return nodes.stream().filter(n -> work.node().dependsOn().contains(n.id())).toList();
    }

    /** The node whose output is the task's. */
    NodeWork sink() {
        Plan plan = new Plan(nodes.stream().map(NodeWork::node).toList());
        return find(plan.sinks().getFirst().id()).orElseThrow();
    }

    Spent spent() {
        return all().map(NodeWork::spent).reduce(Spent.NOTHING, Spent::plus);
    }

    /** Tokens neither used nor promised to a running node. */
    private int tokensLeft() {
        int promised = all().mapToInt(NodeWork::budget).sum();
        return task.limits().tokenBudget() - spent().tokens() - promised;
    }

    /** Tokens for a node that goes out now. */
    int nextBudget(NodeWork work) {
        if (work.id().equals(Plan.PLANNING)) {
            return BudgetShare.next(tokensLeft(), 1, 0);
        }
        int ready = Math.max(1, nodesReady());
        return BudgetShare.next(tokensLeft(), ready, nodesToGo() - ready);
    }

    /** Nodes that still have to be sent out. */
    private int nodesToGo() {
        return (int)
                nodes.stream()
                        .filter(n ->
                                n.state() == NodeWork.State.WAITING
                                        || n.state() == NodeWork.State.RESTING)
                        .count();
    }

    /** Those of them that wait for no other node. */
    private int nodesReady() {
        return (int)
                nodes.stream()
                        .filter(n ->
                                n.state() == NodeWork.State.RESTING
                                        || (n.state() == NodeWork.State.WAITING
                                                && dependencies(n).stream()
                                                        .allMatch(d -> d.state().isFinal())))
                        .count();
    }

    Walk with(NodeWork changed) {
        if (changed.id().equals(planning.id())) {
            return new Walk(task, acceptedAt, deadline, changed, nodes, told);
        }
        return withNodes(
                nodes.stream().map(n -> n.id().equals(changed.id()) ? changed : n).toList());
    }

    Walk withNodes(List<NodeWork> all) {
        return new Walk(task, acceptedAt, deadline, planning, all, told);
    }

    Walk withTold(String name) {
        List<String> all = new ArrayList<>(told);
        all.add(name);
        return new Walk(task, acceptedAt, deadline, planning, nodes, all);
    }
}
