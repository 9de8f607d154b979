package io.agentfleet.modelserver.chat;

/** A refusal on its way to the client; mapped once, by the protocol of the request. */
public final class RefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusalException(Refusal refusal) {
        super(refusal.kind() + " " + refusal.message());
        this.refusal = refusal;
    }

    /** What is wrong. */
    public Refusal refusal() {
        return refusal;
    }
}
