package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.LanguageModel;
import java.util.Optional;

/**
 * A model of this process.
 *
 * @param name what the fleet calls it: the part after {@code fleet.models.}
 * @param contextTokens most tokens of a conversation and its answer
 * @param price empty if it is unknown
 */
public record ConfiguredModel(
        String name, LanguageModel model, int contextTokens, Optional<Price> price) {}
