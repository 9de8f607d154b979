package io.agentfleet.agent.gateway;

import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a provider asks for one token of each kind.
 *
 * @param input read for the first time
 * @param cachedInput that the provider had read before
 * @param output reasoning included
 * @param asOf the day on which the provider's list said so
 */
public record Price(Money input, Money cachedInput, Money output, LocalDate asOf) {

    private static final int TOKENS = 6;

    /**
     * The price of one token at so many dollars per million tokens.
     *
     * @throws IllegalArgumentException if it is negative or finer than a thousandth of a dollar
     */
    public static Money perMillion(BigDecimal dollars) {
        try {
            Money token = Money.usd(dollars.movePointLeft(TOKENS));
            if (token.nanos() >= 0) {
                return token;
            }
        } catch (ArithmeticException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "a price of %s per million tokens: give it in US dollars, with three decimals at most"
                        .formatted(dollars.toPlainString()));
    }

    /** What so many tokens cost. */
    public Money of(TokenUsage tokens) {
        return input.times(tokens.input() - tokens.cachedInput())
                .plus(cachedInput.times(tokens.cachedInput()))
                .plus(output.times(tokens.output()));
    }
}
