package io.agentfleet.parts.process;

/** A server that did not start or did not become ready; the message tells why, with its log. */
public final class PartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PartFailure(String message) {
        super(message);
    }

    public PartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
