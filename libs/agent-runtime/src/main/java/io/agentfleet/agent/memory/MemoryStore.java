package io.agentfleet.agent.memory;

/** Keeps conversations. Blocking, safe for many threads. */
public interface MemoryStore {

    /** The conversation; {@link Conversation#EMPTY} if there is none. */
    Conversation load(MemoryKey key);

    /**
     * Saves the conversation if it was not changed since it was loaded; its version then grows by
     * one.
     *
     * @return false if it was changed: load and try again
     */
    boolean save(MemoryKey key, Conversation conversation);

    /** True if the store answers; asked by readiness. */
    boolean isReady();
}
