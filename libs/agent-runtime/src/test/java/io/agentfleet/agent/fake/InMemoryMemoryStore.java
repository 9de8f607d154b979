package io.agentfleet.agent.fake;

import io.agentfleet.agent.memory.Conversation;
import io.agentfleet.agent.memory.MemoryKey;
import io.agentfleet.agent.memory.MemoryStore;
import java.util.HashMap;
import java.util.Map;

/** Memory that lasts as long as the test. */
public final class InMemoryMemoryStore implements MemoryStore {

    private final Map<MemoryKey, Conversation> known = new HashMap<>();

    @Override
    public synchronized Conversation load(MemoryKey key) {
        return known.getOrDefault(key, Conversation.EMPTY);
    }

    @Override
    public synchronized boolean save(MemoryKey key, Conversation conversation) {
        if (load(key).version() != conversation.version()) {
            return false;
        }
        known.put(key, new Conversation(conversation.version() + 1, conversation.turns()));
        return true;
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
