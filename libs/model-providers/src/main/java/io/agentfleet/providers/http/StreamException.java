package io.agentfleet.providers.http;

import io.agentfleet.agent.model.ModelFailure;
import java.io.IOException;

/** Why a stream is not read on. */
final class StreamException extends IOException {

    private static final long serialVersionUID = 1L;

    private final ModelFailure failure;

    StreamException(ModelFailure failure, String what) {
        super(what);
        this.failure = failure;
    }

    ModelFailure failure() {
        return failure;
    }
}
