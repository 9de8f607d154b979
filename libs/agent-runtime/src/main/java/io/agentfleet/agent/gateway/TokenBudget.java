package io.agentfleet.agent.gateway;

import io.agentfleet.taskmodel.run.TokenUsage;

/**
 * The tokens that one run may still spend. Owned by the run's thread.
 *
 * <p>Asked before each model call, settled after it with what the call really used; a single call
 * may overdraw it, the next one is then not made.
 */
public final class TokenBudget {

    private final int total;
    private TokenUsage used = TokenUsage.NONE;

    public TokenBudget(int total) {
        this.total = total;
    }

    /** Tokens left; 0 once it is spent. */
    public int remaining() {
        return Math.max(0, total - used.total());
    }

    /** True if more was used than granted. */
    public boolean isOverdrawn() {
        return used.total() > total;
    }

    /** What has been used so far. */
    public TokenUsage used() {
        return used;
    }

    /** Counts the usage of a call. */
    public void settle(TokenUsage usage) {
        used = used.plus(usage);
    }
}
