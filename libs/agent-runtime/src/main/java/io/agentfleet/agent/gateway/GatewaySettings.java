package io.agentfleet.agent.gateway;

import java.time.Duration;

/**
 * How the gateway treats calls.
 *
 * @param retries when the same model is asked again
 * @param breakerWindow calls of a model of which a share must fail to open its breaker
 * @param breakerFailureRatio that share
 * @param breakerPause how long a model is then left alone
 * @param estimate what is reserved for a call
 * @param unknownPrice what happens where money is limited and the price is not known
 */
public record GatewaySettings(
        RetryRule retries,
        int breakerWindow,
        double breakerFailureRatio,
        Duration breakerPause,
        Estimate estimate,
        UnknownPrice unknownPrice) {

    public static final GatewaySettings DEFAULT =
            new GatewaySettings(
                    RetryRule.DEFAULT,
                    10,
                    0.5,
                    Duration.ofSeconds(10),
                    new Estimate(25),
                    UnknownPrice.REFUSE);

    /** The same with other retries. */
    public GatewaySettings with(RetryRule other) {
        return new GatewaySettings(
                other, breakerWindow, breakerFailureRatio, breakerPause, estimate, unknownPrice);
    }
}
