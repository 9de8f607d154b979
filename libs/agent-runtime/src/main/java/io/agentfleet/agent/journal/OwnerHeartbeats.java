package io.agentfleet.agent.journal;

/** Which owners are alive: each says so again and again. Blocking, safe for many threads. */
public interface OwnerHeartbeats {

    /** What is known of an owner. */
    enum Life {
        /** It said lately that it lives. */
        ALIVE,
        /** No heartbeat for some seconds: the owner ended, or the store was emptied. */
        NO_HEARTBEAT,
        /** A later start of its instance lives: it has ended for sure. */
        REPLACED
    }

    /**
     * Says that the owner lives; holds for some seconds. Earlier starts of its instance are
     * replaced from then on; nothing happens if a later one is known.
     */
    void publish(OwnerId owner);

    /** Looks at an owner. */
    Life look(OwnerId owner);

    /** The owner ends in good order. */
    void leave(OwnerId owner);
}
