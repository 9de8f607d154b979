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
 * The execution of the active task's plan.
 *
 * @param task what the user asked
 * @param acceptedAt when it arrived
 * @param deadline when it must have ended
 * @param planning the work of the planner
 * @param nodes the plan's nodes in its order; empty until there is a plan
 * @param told names of the events published so far, in order; an event's index plus one is its
 *     sequence number
 */
public record PlanExecution(
        Task task,
        Instant acceptedAt,
        Instant deadline,
        NodeExecution planning,
        List<NodeExecution> nodes,
        List<String> told) {

    /** The name of every task's first event. */
    public static final String ACCEPTED = "accepted";

    public PlanExecution {
        nodes = List.copyOf(nodes);
        told = List.copyOf(told);
    }

    public static PlanExecution begin(QueuedTask queued, Instant deadline) {
        PlanNode planning =
                new PlanNode(Plan.PLANNING, AgentName.PLANNER, queued.task().prompt(), List.of());
        return new PlanExecution(
                queued.task(),
                queued.acceptedAt(),
                deadline,
                NodeExecution.of(planning),
                List.of(),
                List.of(ACCEPTED));
    }

    public Optional<NodeExecution> find(String nodeId) {
        return all().filter(work -> work.id().equals(nodeId)).findFirst();
    }

    /** True for a node that waits, and everything it depends on is over. */
    public boolean isDue(NodeExecution work) {
        return work.state() == NodeExecution.State.WAITING
                && dependencies(work).stream().allMatch(d -> d.state().isFinal());
    }

    /** True if a node depends on nothing, or something that it depends on gave an output. */
    public boolean hasInput(NodeExecution work) {
        List<NodeExecution> dependencies = dependencies(work);
        return dependencies.isEmpty()
                || dependencies.stream().anyMatch(d -> d.state() == NodeExecution.State.COMPLETED);
    }

    /** Planning and the nodes of the plan. */
    public Stream<NodeExecution> all() {
        return Stream.concat(Stream.of(planning), nodes.stream());
    }

    public List<NodeExecution> dependencies(NodeExecution work) {
        return nodes.stream().filter(n -> work.node().dependsOn().contains(n.id())).toList();
    }

    /** The node whose output is the task's. */
    public NodeExecution sink() {
        Plan plan = new Plan(nodes.stream().map(NodeExecution::node).toList());
        return find(plan.sinks().getFirst().id()).orElseThrow();
    }

    RunUsage usage() {
        return all().map(NodeExecution::spent).reduce(RunUsage.NOTHING, RunUsage::plus);
    }

    /** Tokens neither used nor promised to a running node. */
    private int tokensLeft() {
        int promised = all().mapToInt(NodeExecution::budget).sum();
        return task.limits().tokenBudget() - usage().tokens() - promised;
    }

    /** Tokens for a node that goes out now. */
    public int nextBudget(NodeExecution work) {
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
                                n.state() == NodeExecution.State.WAITING
                                        || n.state() == NodeExecution.State.RESTING)
                        .count();
    }

    /** Those of them that wait for no other node. */
    private int nodesReady() {
        return (int)
                nodes.stream()
                        .filter(n ->
                                n.state() == NodeExecution.State.RESTING
                                        || (n.state() == NodeExecution.State.WAITING
                                                && dependencies(n).stream()
                                                        .allMatch(d -> d.state().isFinal())))
                        .count();
    }

    /** With the heartbeat of a node's running attempt, unless a newer one is known. */
    public PlanExecution heard(String nodeId, int attempt, Heartbeat heartbeat) {
        return find(nodeId)
                .filter(work -> work.state() == NodeExecution.State.RUNNING)
                .filter(work -> work.attempt() == attempt)
                .filter(work ->
                        work.sign().stream()
                                .allMatch(last -> last.sentAt().isBefore(heartbeat.sentAt())))
                .map(work -> with(work.alive(heartbeat)))
                .orElse(this);
    }

    public PlanExecution with(NodeExecution changed) {
        if (changed.id().equals(planning.id())) {
            return new PlanExecution(task, acceptedAt, deadline, changed, nodes, told);
        }
        return withNodes(
                nodes.stream().map(n -> n.id().equals(changed.id()) ? changed : n).toList());
    }

    public PlanExecution withNodes(List<NodeExecution> all) {
        return new PlanExecution(task, acceptedAt, deadline, planning, all, told);
    }

    public PlanExecution withPublished(String name) {
        List<String> all = new ArrayList<>(told);
        all.add(name);
        return new PlanExecution(task, acceptedAt, deadline, planning, nodes, all);
    }
}
