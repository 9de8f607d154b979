package io.agentfleet.orchestrator.plan;

import io.agentfleet.agent.run.RunLimits;

/**
 * How many tokens the next node gets: an even share of what is left, so what one node saves goes to
 * those that follow. Never less than a run needs at all, never more than a run may have.
 */
public final class BudgetShare {

    private BudgetShare() {}

    /**
     * The next node's budget.
     *
     * @param left tokens of the task neither used nor promised to a running node; may be negative
     * @param nodes nodes not yet sent out, the next one among them
     */
    public static int next(int left, int nodes) {
        return Math.clamp(left / nodes, RunLimits.LEAST_BUDGET, RunLimits.MOST_BUDGET);
    }
}
