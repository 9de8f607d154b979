package io.agentfleet.agent.model;

import java.time.Duration;

/**
 * How long one call of a model may take.
 *
 * @param connect to the provider
 * @param firstToken from the call to the first sign of an answer
 * @param betweenTokens between two signs of a streamed answer
 * @param total from the call to the whole answer
 */
public record ModelTimeLimits(
        Duration connect, Duration firstToken, Duration betweenTokens, Duration total) {}
