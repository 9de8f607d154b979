package io.agentfleet.agent.model;

import java.net.URI;
import java.util.Optional;

/**
 * What a provider needs to know about one model.
 *
 * @param name what the fleet calls it: the part after {@code fleet.models.}
 * @param baseUrl where its provider listens; empty for the provider's usual address
 * @param model as its provider calls it
 * @param key what opens it; empty for providers that ask for none
 * @param contextTokens most tokens of a conversation and its answer
 * @param temperature empty for the model's own
 */
public record ModelSettings(
        String name,
        Optional<URI> baseUrl,
        String model,
        Optional<ApiKey> key,
        int contextTokens,
        Optional<Double> temperature,
        ModelTimeLimits timeLimits) {}
