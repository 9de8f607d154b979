package io.agentfleet.modelserver.backend;

import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.fault.Fault;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer and how fast it goes out.
 *
 * @param delay before the first byte
 * @param between pause between two events of a stream
 * @param fault that this answer meets
 */
public record PacedAnswer(
        ChatAnswer answer, Duration delay, Duration between, Optional<Fault> fault) {

    /** At once, and right. */
    public static PacedAnswer atOnce(ChatAnswer answer) {
        return new PacedAnswer(answer, Duration.ZERO, Duration.ZERO, Optional.empty());
    }
}
