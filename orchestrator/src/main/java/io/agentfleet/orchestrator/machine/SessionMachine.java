package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.plan.KnownAgents;
import io.agentfleet.orchestrator.session.NodeExecution;
import io.agentfleet.orchestrator.session.PlanExecution;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what becomes of a session's tasks. Nothing is done here: the decision has the new state
 * and the actions that the caller must carry out.
 *
 * <p>One task of a session is at work at a time, in order of arrival ({@link Session}); its nodes
 * run as soon as what they depend on has ended ({@link NodeExecution}). An event that was received
 * before changes nothing, so the caller may deliver at least once. A task that arrives again
 * repeats the actions that follow from it; a copy of any other event gives no action, because each
 * copy would cause more copies along a session's queue. An owner that may have stored a state and
 * lost its actions says so once ({@link SessionEvent.TakenOver}). Results of abandoned attempts are
 * never used for the current one.
 *
 * <p>A node with a retryable failure is dispatched again after a delay ({@link RetryPolicy}); so is
 * one whose agent sent heartbeats and then stopped. A node that failed for good does not stop the
 * others: a node runs if at least one of those it depends on completed, and sees why the others did
 * not. The task completes with the output of its last node, and its error names every node that
 * failed. A node that ends as cancelled was cancelled together with its task: so the task is
 * cancelled, whichever of the cancel request and the result arrives first.
 */
public final class SessionMachine {

    private final SessionLimits limits;
    private final KnownAgents agents;
    private final NodeGrants grants;

    /**
     * @param grants for each task that it sends to an agent
     */
    public SessionMachine(SessionLimits limits, KnownAgents agents, NodeGrants grants) {
        this.limits = limits;
        this.agents = agents;
        this.grants = grants;
    }

    /** What it goes by. */
    public SessionLimits limits() {
        return limits;
    }

    /** The new state after the event, and the actions to carry out. */
    public Decision decide(Session session, SessionEvent event, Instant now) {
        SessionTransition transition = new SessionTransition(limits, agents, now, session);
        switch (event) {
            case SessionEvent.TaskArrived arrived -> transition.arrive(arrived.task());
            case SessionEvent.TaskRefused refused -> transition.refuse(refused);
            case SessionEvent.ResultArrived arrived -> transition.take(arrived.result());
            case SessionEvent.CancelRequested order ->
                    transition.cancel(order.rootId(), order.reason());
            case SessionEvent.ResultPublished(TaskId task, var outcome) ->
                    transition.receive(task, outcome);
            case SessionEvent.TakenOver taken -> transition.repeatAll(taken.since());
            case SessionEvent.ProgressMade progress -> transition.receive(progress);
            case SessionEvent.TimePassed passed -> transition.passTime(passed.receivingSince());
        }
        Decision decision = transition.decision();
        return new Decision(
                decision.session(), decision.actions().stream().map(this::granted).toList());
    }

    private Action granted(Action action) {
        return action instanceof Action.Dispatch(Task task)
                ? new Action.Dispatch(grants.granted(task))
                : action;
    }

    /**
     * When the session's next timer is due; empty if it has none.
     *
     * @param receivingSince missing heartbeats before this time do not count
     */
    public Optional<Instant> nextDue(Session session, Instant receivingSince) {
        if (session.isIdle()) {
            return session.idleSince().map(since -> since.plus(limits.retention()));
        }
        Stream<Instant> deadlines =
                session.waiting().stream().flatMap(q -> q.task().limits().deadline().stream());
        Stream<Instant> active =
                session.active().stream().flatMap(execution -> due(execution, receivingSince));
        return Stream.concat(deadlines, active).min(Instant::compareTo);
    }

    private Stream<Instant> due(PlanExecution execution, Instant receivingSince) {
        return Stream.concat(
                Stream.of(execution.deadline()),
                execution
                        .all()
                        .flatMap(node ->
                                Stream.concat(
                                        node.restUntil().stream(),
                                        node
                                                .heartbeatDeadline(
                                                        limits.nodeTimeout(), receivingSince)
                                                .stream())));
    }
}
