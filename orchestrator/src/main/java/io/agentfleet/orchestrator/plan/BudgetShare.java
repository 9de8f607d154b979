package io.agentfleet.orchestrator.plan;

/**
 * How many tokens the next node gets: nodes that go out side by side share what is left evenly. A
 * node that comes later counts a quarter of one, since it also gets what the others save. All
 * shares together are never more than what is left of the task's budget.
 */
public final class BudgetShare {

    private BudgetShare() {}

    /**
     * The next node's budget.
     *
     * @param left tokens of the task neither used nor promised to a running node; may be negative
     * @param ready nodes that can go out now, the next one among them; at least 1
     * @param later nodes that wait for others
     * @return 0 if nothing is left for it
     */
    public static int next(int left, int ready, int later) {
        return left <= 0 ? 0 : (int) (4L * left / (4L * ready + later));
    }
}
