package io.agentfleet.orchestrator.plan;

import io.agentfleet.taskmodel.task.RunLimits;

/**
 * How many tokens the next node gets: nodes that go out side by side share what is left evenly. A
 * node that comes later counts a quarter of one, since it also gets what the others save. Never
 * less than a run needs at all, never more than a run may have.
 */
public final class BudgetShare {

    private BudgetShare() {}

    /**
     * The next node's budget.
     *
     * @param left tokens of the task neither used nor promised to a running node; may be negative
     * @param ready nodes that can go out now, the next one among them; at least 1
     * @param later nodes that wait for others
     */
    public static int next(int left, int ready, int later) {
        int share = (int) (4L * left / (4L * ready + later));
        return Math.clamp(share, RunLimits.LEAST_BUDGET, RunLimits.MOST_BUDGET);
    }
}
