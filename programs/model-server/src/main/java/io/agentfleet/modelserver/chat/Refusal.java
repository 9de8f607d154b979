package io.agentfleet.modelserver.chat;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a request is not answered. Each protocol has its own status, code and body for it.
 *
 * @param kind what is wrong
 * @param subject what it is about: the model's name, the field, the path; empty if nothing
 * @param code of the protocol for a request that cannot be understood; empty: none
 * @param message in the protocol's words, or empty for the usual ones of that kind
 * @param retryAfter when to come again, if that is to be said
 */
public record Refusal(
        Kind kind, String subject, String code, String message, Optional<Duration> retryAfter) {

    /** What is wrong. */
    public enum Kind {
        INVALID_REQUEST,
        UNKNOWN_PATH,
        UNKNOWN_MODEL,
        MISSING_KEY,
        REVOKED_KEY,
        RATE_LIMITED,
        QUOTA_EXHAUSTED,
        CONTEXT_TOO_LONG,
        SERVER_ERROR,
        UNAVAILABLE,
        OVERLOADED
    }

    /** A refusal in the usual words of its kind. */
    public static Refusal of(Kind kind, String subject) {
        return new Refusal(kind, subject, "", "", Optional.empty());
    }

    /** A request that cannot be understood. */
    public static Refusal invalid(String field, String message) {
        return invalid(field, "", message);
    }

    /** A request that cannot be understood, with the protocol's own code. */
    public static Refusal invalid(String field, String code, String message) {
        return new Refusal(Kind.INVALID_REQUEST, field, code, message, Optional.empty());
    }
}
