package io.agentfleet.orchestrator.session;

import io.agentfleet.orchestrator.plan.PlanNode;
import io.agentfleet.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One node of the active task and its state.
 *
 * <pre>
 * WAITING ──dispatch──▶ RUNNING ──result──▶ COMPLETED
 *    │                   │   ▲  └─failed for good──▶ FAILED
 *    │                   │   └──────rest over──────┐
 *    │                   └──may pass, or silent──▶ RESTING
 *    └──all it depends on failed──▶ SKIPPED
 * </pre>
 *
 * @param attempt 0 until it was sent out
 * @param budget tokens promised to the running attempt
 * @param restUntil when a resting node goes out again
 * @param sign the last heartbeat of the running attempt; short runs send none
 * @param result of the last attempt that ended
 * @param spent by all attempts
 */
public record NodeExecution(
        PlanNode node,
        State state,
        int attempt,
        int budget,
        Optional<Instant> restUntil,
        Optional<Heartbeat> sign,
        Optional<NodeResult> result,
        RunUsage spent) {

    /** Where a node stands. */
    public enum State {
        WAITING,
        RUNNING,
        RESTING,
        COMPLETED,
        FAILED,
        SKIPPED;

        /** True if nothing more will come of the node. */
        public boolean isFinal() {
            return switch (this) {
                case COMPLETED, FAILED, SKIPPED -> true;
                case WAITING, RUNNING, RESTING -> false;
            };
        }
    }

    public static NodeExecution of(PlanNode node) {
        return new NodeExecution(
                node,
                State.WAITING,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RunUsage.NOTHING);
    }

    public String id() {
        return node.id();
    }

    /** True if this attempt, or a later one that is not known here, is still awaited. */
    public boolean awaits(int answered) {
        return !state.isFinal()
                && (answered > attempt || (answered == attempt && state == State.RUNNING));
    }

    /** When an attempt without heartbeats is given up; empty until its first heartbeat. */
    public Optional<Instant> heartbeatDeadline(Duration timeout, Instant receivingSince) {
        return state == State.RUNNING
                ? sign.map(Heartbeat::heardAt)
                        .map(at -> at.isAfter(receivingSince) ? at : receivingSince)
                        .map(at -> at.plus(timeout))
                : Optional.empty();
    }

    /** True if it failed because of missing heartbeats; its agent may still run. */
    public boolean isGivenUp() {
        return state == State.FAILED
                && result.flatMap(NodeResult::code)
                        .filter(code -> code == ErrorCode.AGENT_UNAVAILABLE)
                        .isPresent();
    }

    public NodeExecution sentOut(int withBudget) {
        return in(State.RUNNING, attempt + 1, withBudget, Optional.empty());
    }

    public NodeExecution skipped() {
        return in(State.SKIPPED, attempt, 0, Optional.empty());
    }

    public NodeExecution ended(State as, NodeResult with) {
        return in(as, with.attempt(), 0, Optional.empty()).took(with);
    }

    public NodeExecution resting(Instant until, NodeResult with) {
        return in(State.RESTING, with.attempt(), 0, Optional.of(until)).took(with);
    }

    public NodeExecution alive(Heartbeat heartbeat) {
        return new NodeExecution(
                node, state, attempt, budget, restUntil, Optional.of(heartbeat), result, spent);
    }

    private NodeExecution in(State next, int nextAttempt, int promised, Optional<Instant> until) {
        return new NodeExecution(
                node, next, nextAttempt, promised, until, Optional.empty(), result, spent);
    }

    private NodeExecution took(NodeResult with) {
        return new NodeExecution(
                node,
                state,
                attempt,
                budget,
                restUntil,
                sign,
                Optional.of(with),
                spent.plus(with.spent()));
    }
}
