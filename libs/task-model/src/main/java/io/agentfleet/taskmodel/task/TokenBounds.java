package io.agentfleet.taskmodel.task;

import java.util.Map;

/**
 * The token budgets that tasks may ask for.
 *
 * @param usual for every tenant without bounds of its own
 * @param tenants the others, by name
 */
public record TokenBounds(Range usual, Map<String, Range> tenants) {

    /** What the contract says, where nothing else is configured. */
    public static final TokenBounds CONTRACT =
            new TokenBounds(new Range(8_192, 512, 32_768), Map.of());

    public TokenBounds {
        tenants = Map.copyOf(tenants);
    }

    /** For a task that a client hands in. */
    public Range ofTask(String tenant) {
        return tenants.getOrDefault(tenant, usual);
    }

    /** For a part of a task: whatever is left of the task's own budget. */
    public Range ofNode(String tenant) {
        Range task = ofTask(tenant);
        return new Range(task.unnamed, 1, task.most);
    }

    /**
     * Bounds of one budget.
     *
     * @param unnamed what a task gets that names none
     * @param least that a task may name
     * @param most that a task may name
     */
    public record Range(int unnamed, int least, int most) {
        public Range {
            if (least < 1 || least > unnamed || unnamed > most) {
                throw new IllegalArgumentException(
                        "fleet.limits.token-budget: min %d, default %d, max %d: use 1 <= min <= default <= max"
                                .formatted(least, unnamed, most));
            }
        }

        /**
         * Returns a budget within the bounds.
         *
         * @throws IllegalArgumentException naming the bounds
         */
        int checked(int budget) {
            if (budget < least || budget > most) {
                throw new IllegalArgumentException(
                        "token_budget %d is out of range: use %d to %d"
                                .formatted(budget, least, most));
            }
            return budget;
        }
    }
}
