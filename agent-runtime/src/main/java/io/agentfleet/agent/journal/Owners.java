package io.agentfleet.agent.journal;

/** Which owners are alive: each says so again and again. Blocking, safe for many threads. */
public interface Owners {

    /** Says that the owner lives; holds for some seconds. */
    void beat(OwnerId owner);

    /** True if the owner said so lately. */
    boolean isAlive(OwnerId owner);

    /** The owner ends in good order. */
    void leave(OwnerId owner);
}
