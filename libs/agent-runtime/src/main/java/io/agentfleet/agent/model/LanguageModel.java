package io.agentfleet.agent.model;

/**
 * A model that answers a conversation. Stateless, safe for use by many threads, blocking;
 * interruptible.
 */
public interface LanguageModel {

    /**
     * Provider and model, such as {@code offline/rules-1}: stamped on results, used as a metric
     * label.
     */
    ModelId id();

    /**
     * Answers the conversation.
     *
     * @throws io.agentfleet.schemas.FleetException with MODEL_UNAVAILABLE if the backend cannot
     *     answer now
     */
    ModelResponse complete(ModelRequest request);

    /** True if the backend answers; asked by readiness, so it must return within a second. */
    boolean isReady();
}
