package io.agentfleet.modelserver.protocol;

import java.util.Map;

/**
 * An error as a provider sends it.
 *
 * @param status of HTTP
 * @param headers beside the content type
 * @param body JSON
 */
public record ErrorReply(int status, Map<String, String> headers, String body) {
    public ErrorReply {
        headers = Map.copyOf(headers);
    }
}
