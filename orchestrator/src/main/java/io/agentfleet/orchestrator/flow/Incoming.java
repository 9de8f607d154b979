package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.session.SessionEvent;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.SessionId;
import java.util.Optional;

/** What a record turned out to be. */
sealed interface Incoming {

    /**
     * Something for a session.
     *
     * @param letter why the record is a dead letter all the same
     */
    record Heard(SessionId session, SessionEvent event, Optional<Dead> letter)
            implements Incoming {}

    /** Nothing that concerns a session here. */
    record Unconcerned() implements Incoming {}

    /** Nothing that can be used. */
    record Dead(ErrorCode code, String reason) implements Incoming {}
}
