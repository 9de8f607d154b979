package io.agentfleet.agent.budget;

import io.agentfleet.taskmodel.run.Money;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The most that may be spent. What is not given is not limited.
 *
 * @param tokens read and written
 */
public record Limit(OptionalLong tokens, Optional<Money> money) {

    public static final Limit NONE = new Limit(OptionalLong.empty(), Optional.empty());

    /** Up to this Redis counts in whole numbers. */
    private static final long MOST = 1L << 53;

    public Limit {
        if (tokens.isPresent() && (tokens.getAsLong() < 0 || tokens.getAsLong() > MOST)) {
            throw new IllegalArgumentException(
                    "a limit of %d tokens: use 0 to %d".formatted(tokens.getAsLong(), MOST));
        }
        if (money.isPresent() && (money.get().nanos() < 0 || money.get().nanos() > MOST)) {
            throw new IllegalArgumentException(
                    "a limit of %s: use $0 to %s".formatted(money.get(), new Money(MOST)));
        }
    }

    /** True if it limits nothing. */
    public boolean isNone() {
        return tokens.isEmpty() && money.isEmpty();
    }
}
