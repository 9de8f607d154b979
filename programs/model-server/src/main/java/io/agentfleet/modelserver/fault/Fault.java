package io.agentfleet.modelserver.fault;

import io.agentfleet.modelserver.chat.Refusal;
import java.time.Duration;
import java.util.Optional;

/** Something that goes wrong on purpose. */
public sealed interface Fault {

    /** The provider refuses. */
    record Refused(Refusal.Kind kind, Optional<Duration> retryAfter) implements Fault {}

    /** The provider answers something else. */
    sealed interface Changed extends Fault {}

    /** The arguments of tool calls are no JSON. */
    record InvalidArguments() implements Changed {}

    /** A tool is called that nobody offered. */
    record UnknownTool(String tool) implements Changed {}

    /** No text and no tool call. */
    record EmptyAnswer() implements Changed {}

    /**
     * @param characters of the text
     */
    record GiantAnswer(int characters) implements Changed {}

    /** The provider's content filter ends the answer. */
    record ContentFilter() implements Changed {}

    /** The answer is right, and does not come as it should. */
    sealed interface Disturbed extends Fault {}

    /**
     * @param delay before the first byte
     */
    record SlowStart(Duration delay) implements Disturbed {}

    /**
     * @param size bytes at a time
     * @param every pause between them
     */
    record SlowBytes(int size, Duration every) implements Disturbed {}

    /**
     * @param after so many events nothing more comes
     * @param length of the silence; then the connection is closed
     */
    record Stalled(int after, Duration length) implements Disturbed {}

    /** The connection ends in the middle of the answer. */
    record Cut(Place place) implements Disturbed {}

    /**
     * @param after so many events the stream says that the provider is overloaded, and ends
     */
    record StreamError(int after) implements Disturbed {}

    /** Nobody can connect for a while. */
    sealed interface Closed extends Fault {

        /** How long. */
        Duration length();
    }

    /** Connections are refused. */
    record Refusing(Duration length) implements Closed {}

    /** Connections are neither accepted nor refused. */
    record NotAccepting(Duration length) implements Closed {}

    /** Where a stream is cut. */
    enum Place {
        /** In the middle of the text, or of the first event if there is none. */
        IN_TEXT,
        /** Before the first tool call, or before the end if there is none. */
        BEFORE_TOOL_CALL,
        /** In the middle of the tool calls' bytes, or before the end if there is none. */
        IN_TOOL_CALL,
        /** After the last tool call, before the end. */
        AFTER_TOOL_CALL
    }
}
