package io.agentfleet.agent.model;

import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model that gave no answer. Its message names the model and what its provider said,
 * never a key.
 */
public final class ModelCallException extends FleetException {

    private static final long serialVersionUID = 1L;

    private final ModelFailure failure;
    private final @Nullable Duration retryAfter;

    public ModelCallException(ModelFailure failure, String message) {
        this(failure, message, Optional.empty(), null);
    }

    /**
     * @param retryAfter how long the provider asks to wait, if it says so
     */
    public ModelCallException(
            ModelFailure failure,
            String message,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) {
        super(failure.code(), message, cause);
        this.failure = failure;
        this.retryAfter = retryAfter.orElse(null);
    }

    /** What went wrong. */
    public ModelFailure failure() {
        return failure;
    }

    /** How long the provider asks to wait; empty if it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
