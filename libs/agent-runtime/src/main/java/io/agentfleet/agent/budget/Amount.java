package io.agentfleet.agent.budget;

import io.agentfleet.taskmodel.run.Money;

/** Tokens, and what they cost. */
public record Amount(long tokens, Money money) {

    public static final Amount NOTHING = new Amount(0, Money.NONE);

    @Override
    public String toString() {
        return "%,d tokens, %s".formatted(tokens, money);
    }
}
