package io.agentfleet.orchestrator.records;

import io.agentfleet.orchestrator.machine.SessionEvent;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.SessionId;
import java.util.Optional;

/** What a record turned out to be. */
public sealed interface IncomingRecord {

    /**
     * Something for a session.
     *
     * @param deadLetter why the record is a dead letter all the same
     */
    record ForSession(SessionId session, SessionEvent event, Optional<Unusable> deadLetter)
            implements IncomingRecord {}

    /** Nothing that concerns a session here. */
    record Ignored() implements IncomingRecord {}

    /** Nothing that can be used. */
    record Unusable(ErrorCode code, String reason) implements IncomingRecord {}
}
