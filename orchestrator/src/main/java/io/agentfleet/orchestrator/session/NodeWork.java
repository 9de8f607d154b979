package io.agentfleet.orchestrator.session;

import io.agentfleet.orchestrator.plan.PlanNode;
import io.agentfleet.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One node of the active task and where it stands.
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
 * @param sign the last sign of life of the running attempt; short runs send none
 * @param result of the last attempt that ended
 * @param spent by all attempts
 */
public record NodeWork(
        PlanNode node,
        State state,
        int attempt,
        int budget,
        Optional<Instant> restUntil,
        Optional<SignOfLife> sign,
        Optional<NodeResult> result,
        Spent spent) {

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

    static NodeWork of(PlanNode node) {
        return new NodeWork(
                node,
                State.WAITING,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Spent.NOTHING);
    }

    String id() {
        return node.id();
    }

    /** True if this attempt, or a later one that is not known here, is still awaited. */
    boolean awaits(int answered) {
        return !state.isFinal()
                && (answered > attempt || (answered == attempt && state == State.RUNNING));
    }

    /** When a silent attempt is given up; empty while it is not known to take long. */
    Optional<Instant> silentUntil(Duration timeout, Instant listeningSince) {
        return state == State.RUNNING
                ? sign.map(SignOfLife::heardAt)
                        .map(at -> at.isAfter(listeningSince) ? at : listeningSince)
                        .map(at -> at.plus(timeout))
                : Optional.empty();
    }

    /** True if it failed because its agent was not heard of, which may still be at work. */
    boolean isGivenUp() {
        return state == State.FAILED
                && result.flatMap(NodeResult::code)
                        .filter(code -> code == ErrorCode.AGENT_UNAVAILABLE)
                        .isPresent();
    }

    NodeWork sentOut(int withBudget) {
        return in(State.RUNNING, attempt + 1, withBudget, Optional.empty());
    }

    NodeWork skipped() {
        return in(State.SKIPPED, attempt, 0, Optional.empty());
    }

    NodeWork ended(State as, NodeResult with) {
        return in(as, with.attempt(), 0, Optional.empty()).took(with);
    }

    NodeWork resting(Instant until, NodeResult with) {
        return in(State.RESTING, with.attempt(), 0, Optional.of(until)).took(with);
    }

    NodeWork alive(SignOfLife heard) {
        return new NodeWork(
                node, state, attempt, budget, restUntil, Optional.of(heard), result, spent);
    }

    private NodeWork in(State next, int nextAttempt, int promised, Optional<Instant> until) {
        return new NodeWork(
                node, next, nextAttempt, promised, until, Optional.empty(), result, spent);
    }

    private NodeWork took(NodeResult with) {
        return new NodeWork(
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
