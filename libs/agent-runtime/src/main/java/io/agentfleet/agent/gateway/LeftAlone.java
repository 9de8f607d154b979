package io.agentfleet.agent.gateway;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;

/** A model was not asked, because it failed too often just now and another one can be. */
final class LeftAlone extends FleetException {

    private static final long serialVersionUID = 1L;

    LeftAlone() {
        super(ErrorCode.MODEL_UNAVAILABLE, "not asked, because it failed too often just now");
    }
}
