package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelFailure.Remedy;
import io.agentfleet.schemas.FleetException;
import java.util.List;
import java.util.Optional;

/** Which model takes the place of one that gave no answer. */
final class Fallbacks {

    private Fallbacks() {}

    /**
     * The next model; where the conversation was too long, the next with more room.
     *
     * @param untried those that were not asked yet, in order
     * @return empty if no other model helps
     */
    static Optional<ConfiguredModel> next(
            ConfiguredModel failed, FleetException why, List<ConfiguredModel> untried) {
        if (RetryRule.remedy(why) == Remedy.NONE) {
            return Optional.empty();
        }
        boolean tooLong =
                why instanceof ModelCallException call
                        && call.failure() == ModelFailure.CONTEXT_TOO_LONG;
        return untried.stream()
                .filter(model -> !tooLong || model.contextTokens() > failed.contextTokens())
                .findFirst();
    }
}
