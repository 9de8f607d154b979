package io.agentfleet.taskmodel.task;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a run may go.
 *
 * @param maxSteps turns of the loop, 1 to 25
 * @param tokenBudget tokens of all model calls together, 512 to 32768
 * @param deadline when it must have ended
 */
public record RunLimits(int maxSteps, int tokenBudget, Optional<Instant> deadline) {

    public static final int DEFAULT_STEPS = 10;
    public static final int MOST_STEPS = 25;
    public static final int DEFAULT_BUDGET = 8192;
    public static final int LEAST_BUDGET = 512;
    public static final int MOST_BUDGET = 32768;

    public RunLimits {
        if (maxSteps < 1 || maxSteps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "max_steps %d is out of range: use 1 to %d".formatted(maxSteps, MOST_STEPS));
        }
        if (tokenBudget < LEAST_BUDGET || tokenBudget > MOST_BUDGET) {
            throw new IllegalArgumentException(
                    "token_budget %d is out of range: use %d to %d"
                            .formatted(tokenBudget, LEAST_BUDGET, MOST_BUDGET));
        }
    }
}
