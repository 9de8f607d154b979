package io.agentfleet.orchestrator.session;

import io.agentfleet.orchestrator.plan.PlanNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One node of the active task and where it stands.
 *
 * <pre>
 * WAITING ──dispatch──▶ RUNNING ──result──▶ COMPLETED
 *    │                   │   ▲  └─failed for good──▶ FAILED
 *    │                   │   └──────wait over────┐
 *    │                   └──retryable failure──▶ RESTING
 *    └──all it depends on failed──▶ SKIPPED
 * </pre>
 *
 * @param attempt 0 until it was sent out
 * @param budget tokens promised to the running attempt
 * @param restUntil when a resting node goes out again
 * @param result of the last attempt that ended
 * @param spent by all attempts
 */
public record NodeWork(
        PlanNode node,
        State state,
        int attempt,
        int budget,
        Optional<Instant> restUntil,
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
                node, State.WAITING, 0, 0, Optional.empty(), Optional.empty(), Spent.NOTHING);
    }

    String id() {
        return node.id();
    }

    NodeWork sentOut(int withBudget) {
        return new NodeWork(
                node, State.RUNNING, attempt + 1, withBudget, Optional.empty(), result, spent);
    }

    NodeWork ended(State as, NodeResult with) {
        return new NodeWork(node, as, attempt, 0, Optional.empty(), Optional.of(with), plus(with));
    }

    NodeWork resting(Instant until, NodeResult with) {
        return new NodeWork(
                node, State.RESTING, attempt, 0, Optional.of(until), Optional.of(with), plus(with));
    }

    NodeWork skipped() {
        return new NodeWork(node, State.SKIPPED, attempt, 0, Optional.empty(), result, spent);
    }

    private Spent plus(NodeResult with) {
        return spent.plus(with.spent());
    }
}
