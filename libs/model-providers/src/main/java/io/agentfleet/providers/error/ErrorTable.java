package io.agentfleet.providers.error;

import io.agentfleet.agent.model.ModelFailure;

/** What the errors of one family of providers mean. Pure. */
public interface ErrorTable {

    /** What went wrong. */
    ModelFailure failure(ProviderError error);

    /** What the status alone says, for what a family does not tell apart. */
    static ModelFailure byStatus(int status) {
        return switch (status) {
            case 401, 403 -> ModelFailure.KEY_REFUSED;
            case 402 -> ModelFailure.QUOTA_EXHAUSTED;
            case 404 -> ModelFailure.UNKNOWN_MODEL;
            case 408, 504 -> ModelFailure.TIMED_OUT;
            case 413 -> ModelFailure.CONTEXT_TOO_LONG;
            case 429 -> ModelFailure.RATE_LIMITED;
            case 503, 529 -> ModelFailure.OVERLOADED;
            case ProviderError.WITHIN_STREAM -> ModelFailure.SERVER_ERROR;
            default -> status >= 500 ? ModelFailure.SERVER_ERROR : ModelFailure.INVALID_REQUEST;
        };
    }
}
