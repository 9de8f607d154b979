package io.agentfleet.agent.fake;

import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.Owners;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Owners that live until they leave. */
public final class InMemoryOwners implements Owners {

    private final Set<OwnerId> alive = ConcurrentHashMap.newKeySet();

    @Override
    public void beat(OwnerId owner) {
        alive.add(owner);
    }

    @Override
    public boolean isAlive(OwnerId owner) {
        return alive.contains(owner);
    }

    @Override
    public void leave(OwnerId owner) {
        alive.remove(owner);
    }
}
