package io.agentfleet.agent.model;

import java.util.Optional;
import java.util.function.Consumer;

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
     * What of its configuration shapes its answers, such as {@code temperature=0.2}: answers that
     * are kept are known by it. Never a key.
     */
    default String settings() {
        return "";
    }

    /**
     * Answers the conversation.
     *
     * @throws ModelCallException if it does not answer, with the reason
     * @throws io.agentfleet.schemas.FleetException with CANCELLED if the thread was interrupted
     */
    ModelResponse complete(ModelRequest request);

    /**
     * Answers the conversation, and tells the answer's text as it comes, on the calling thread.
     * What was told before a failure is no answer. A model that cannot stream tells nothing.
     *
     * @param text receives each new piece of the final answer
     * @throws ModelCallException as {@link #complete}
     */
    default ModelResponse stream(ModelRequest request, Consumer<String> text) {
        return complete(request);
    }

    /**
     * Why the backend does not answer, for people; empty if it does, as one in this process always
     * does. Asked by readiness, so it must return within a second.
     */
    default Optional<String> problem() {
        return Optional.empty();
    }
}
