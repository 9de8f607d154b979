package io.agentfleet.modelserver.protocol;

/**
 * One event of a stream.
 *
 * @param about what of the answer it carries
 * @param text all of it, as it goes over the wire
 */
public record StreamEvent(About about, String text) {

    /** What of an answer an event carries. */
    public enum About {
        START,
        REASONING,
        TEXT,
        TOOL_CALL,
        END
    }
}
