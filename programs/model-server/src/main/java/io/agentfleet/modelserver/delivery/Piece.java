package io.agentfleet.modelserver.delivery;

import io.agentfleet.modelserver.protocol.StreamEvent;
import io.agentfleet.modelserver.protocol.StreamEvent.About;
import io.vertx.core.buffer.Buffer;

/**
 * Some bytes of an answer.
 *
 * @param about what of the answer they carry
 */
public record Piece(About about, Buffer bytes) {

    /** The bytes of an event of a stream. */
    public static Piece of(StreamEvent event) {
        return new Piece(event.about(), Buffer.buffer(event.text()));
    }

    Piece firstHalf() {
        return new Piece(about, bytes.slice(0, bytes.length() / 2));
    }
}
