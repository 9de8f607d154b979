package io.agentfleet.agent.gateway;

import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.taskmodel.run.Money;
import java.util.Optional;

/**
 * The most that a call may take: what is reserved for it.
 *
 * @param marginPercent added to the count of the input, since models count differently
 */
public record Estimate(int marginPercent) {

    public Estimate {
        if (marginPercent < 0) {
            throw new IllegalArgumentException(
                    "fleet.model.budget.estimate-margin %d: use 0 or more percent"
                            .formatted(marginPercent));
        }
    }

    /**
     * All of the input, read for the first time, and the longest answer; unpriced costs nothing.
     */
    Amount of(ModelRequest request, Optional<Price> price) {
        long counted = TokenCounter.count(request);
        long input = Math.ceilDiv(counted * (100 + marginPercent), 100);
        long output = request.maxOutputTokens();
        Money money =
                price.map(p -> p.input().times(input).plus(p.output().times(output)))
                        .orElse(Money.NONE);
        return new Amount(input + output, money);
    }
}
