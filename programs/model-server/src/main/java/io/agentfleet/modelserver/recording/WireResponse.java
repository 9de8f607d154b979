package io.agentfleet.modelserver.recording;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * What a real endpoint answered.
 *
 * @param status of HTTP
 * @param headers those that a client acts on
 * @param chunks of the body, as they came
 * @param cut true if the connection ended before the body did
 */
public record WireResponse(
        int status, Map<String, String> headers, List<ByteBuffer> chunks, boolean cut) {
    public WireResponse {
        headers = Map.copyOf(headers);
        chunks = List.copyOf(chunks);
    }
}
