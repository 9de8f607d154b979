package io.agentfleet.modelserver.delivery;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** What is done, in order, to send an answer. */
public sealed interface Act {

    /** These bytes are written. */
    record Write(Buffer bytes) implements Act {}

    /** Nothing is written for so long. */
    record Pause(Duration length) implements Act {}

    /** Nothing happens until the client leaves, or the time is over. */
    record Hang(Duration longest) implements Act {}

    /** The answer is complete. */
    record End() implements Act {}

    /** The connection is closed, whatever is missing. */
    record Cut() implements Act {}
}
