package io.agentfleet.agent.fake;

import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.OwnerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Owners that live until they leave, or until their instance is started again. */
public final class InMemoryOwnerHeartbeats implements OwnerHeartbeats {

    private final Map<String, Long> alive = new ConcurrentHashMap<>();

    @Override
    public void publish(OwnerId owner) {
        alive.merge(owner.instance(), owner.start(), Math::max);
    }

    @Override
    public Life look(OwnerId owner) {
        Long latest = alive.get(owner.instance());
        if (latest == null || latest < owner.start()) {
            return Life.NO_HEARTBEAT;
        }
        return latest == owner.start() ? Life.ALIVE : Life.REPLACED;
    }

    @Override
    public void leave(OwnerId owner) {
        alive.remove(owner.instance(), owner.start());
    }
}
