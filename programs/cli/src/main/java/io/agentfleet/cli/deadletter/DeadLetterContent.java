package io.agentfleet.cli.deadletter;

import com.fasterxml.jackson.databind.JsonNode;

/** What is in a dead letter, as far as it can be read. */
public sealed interface DeadLetterContent {

    /**
     * An event.
     *
     * @param schema its name
     */
    record Event(String schema, JsonNode fields) implements DeadLetterContent {}

    /**
     * Text in UTF-8.
     *
     * @param note why no event could be made of it
     */
    record Text(String text, String note) implements DeadLetterContent {}

    /**
     * Anything else, as hexadecimal digits.
     *
     * @param note why no event could be made of it
     */
    record Bytes(String hex, String note) implements DeadLetterContent {}

    /** A record without a value. */
    record Nothing() implements DeadLetterContent {}
}
