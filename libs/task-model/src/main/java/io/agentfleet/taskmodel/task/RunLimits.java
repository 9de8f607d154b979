package io.agentfleet.taskmodel.task;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a run may go.
 *
 * @param maxSteps turns of the loop, 1 to 25
 * @param tokenBudget tokens of all model calls together, at least 1; what a task may name is up to
 *     {@link TokenBounds}
 * @param deadline when it must have ended
 */
public record RunLimits(int maxSteps, int tokenBudget, Optional<Instant> deadline) {

    public static final int DEFAULT_STEPS = 10;
    public static final int MOST_STEPS = 25;

    public RunLimits {
        if (maxSteps < 1 || maxSteps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "max_steps %d is out of range: use 1 to %d".formatted(maxSteps, MOST_STEPS));
        }
        if (tokenBudget < 1) {
            throw new IllegalArgumentException(
                    "token_budget %d is out of range: use 1 or more".formatted(tokenBudget));
        }
    }
}
