package io.agentfleet.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A refusal, mapped to a status by the API. The message says what, which value and what to do; it
 * is shown to callers as it is. Thrown where a request cannot be accepted and mapped once, at the
 * edge.
 */
public class FleetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public FleetException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public FleetException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What kind of refusal it is. */
    public ErrorCode code() {
        return code;
    }
}
