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
     * @param letter why the record is a dead letter all the same
     */
    record Heard(SessionId session, SessionEvent event, Optional<Dead> letter)
            implements IncomingRecord {}

    /** Nothing that concerns a session here. */
    record Unconcerned() implements IncomingRecord {}

    /** Nothing that can be used. */
    record Dead(ErrorCode code, String reason) implements IncomingRecord {}
}
