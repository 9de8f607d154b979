package io.agentfleet.agent.model;

import io.agentfleet.schemas.ErrorCode;

/** Why a model gave no answer, and what helps. */
public enum ModelFailure {
    /** No connection, or it broke before an answer began. */
    UNREACHABLE(Remedy.RETRY),
    /** The provider works, but has no room for this call now. */
    OVERLOADED(Remedy.RETRY),
    /** The provider broke. */
    SERVER_ERROR(Remedy.RETRY),
    /** Too many calls or tokens a minute. */
    RATE_LIMITED(Remedy.RETRY),
    /** One of the time limits of a call was over. */
    TIMED_OUT(Remedy.RETRY),
    /** The answer broke off. */
    CUT_OFF(Remedy.RETRY),
    /** The answer is empty, or not in the provider's own form. */
    UNREADABLE(Remedy.RETRY),
    /** The account has nothing left: time alone does not help. */
    QUOTA_EXHAUSTED(Remedy.ANOTHER_MODEL),
    /** The key is missing, wrong or revoked. */
    KEY_REFUSED(Remedy.ANOTHER_MODEL),
    /** The provider does not know the model. */
    UNKNOWN_MODEL(Remedy.ANOTHER_MODEL),
    /** The conversation does not fit the model's context window. */
    CONTEXT_TOO_LONG(Remedy.ANOTHER_MODEL),
    /** The provider does not answer this for reasons of content. */
    CONTENT_FILTERED(Remedy.NONE),
    /** The provider understands the request and refuses its form. */
    INVALID_REQUEST(Remedy.NONE);

    /** What may help. */
    public enum Remedy {
        /** The same call again, after a pause; then another model. */
        RETRY,
        /** The same call to another model. */
        ANOTHER_MODEL,
        /** Nothing: every model would be asked the same in vain. */
        NONE
    }

    private final Remedy remedy;

    ModelFailure(Remedy remedy) {
        this.remedy = remedy;
    }

    /** What may help. */
    public Remedy remedy() {
        return remedy;
    }

    /** How a run tells it: retryable if time alone may help. */
    public ErrorCode code() {
        return switch (remedy) {
            case RETRY -> ErrorCode.MODEL_UNAVAILABLE;
            case ANOTHER_MODEL, NONE -> ErrorCode.MODEL_REFUSED;
        };
    }
}
