package io.agentfleet.tools.guard;

import io.agentfleet.schemas.ErrorCode;

/** What a guard says to a call. */
public sealed interface Verdict {

    /** It may go on to the next guard. */
    record Allowed() implements Verdict {}

    /**
     * It ends here.
     *
     * @param reason what, which value, what to do; the model reads it
     */
    record Refused(ErrorCode code, String reason) implements Verdict {}

    Verdict ALLOWED = new Allowed();
}
