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
     * @param deadLetter set if the record also goes to the dead letters
     */
    record ForSession(SessionId session, SessionEvent event, Optional<Unusable> deadLetter)
            implements IncomingRecord {}

    /** A record of no session of this service. */
    record Ignored() implements IncomingRecord {}

    /** An unusable record. */
    record Unusable(ErrorCode code, String reason) implements IncomingRecord {}
}
