package io.agentfleet.taskmodel.task;

import io.agentfleet.schemas.ErrorCode;
import java.util.Optional;

/**
 * Why a task, a run or a tool call did not do what was asked. Travels as {@code code: reason}, or
 * as the code alone; this is the only place that writes and reads that text.
 *
 * @param code which kind of failure
 * @param reason for people: what, which value, what to do; may be empty
 */
public record Failure(ErrorCode code, String reason) {

    /**
     * Reads the text of a failure.
     *
     * @return empty if the text is empty: nothing failed
     */
    public static Optional<Failure> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Failure(ErrorCode.ofWire(text), "")
                        : new Failure(
                                ErrorCode.ofWire(text.substring(0, colon)),
                                text.substring(colon + 1).strip()));
    }

    /** As it travels. */
    public String text() {
        return reason.isEmpty() ? code.wire() : code.wire() + ": " + reason;
    }
}
