package io.agentfleet.agent.journal.redis;

import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.Owners;
import io.agentfleet.agent.redis.RedisConnection;
import java.time.Duration;

/** One key per process that expires unless it is renewed. */
public final class RedisOwners implements Owners {

    private final RedisConnection redis;
    private final Duration holds;

    /**
     * @param holds how long a beat counts; renew it several times within
     */
    public RedisOwners(RedisConnection redis, Duration holds) {
        this.redis = redis;
        this.holds = holds;
    }

    @Override
    public void beat(OwnerId owner) {
        redis.execute("SET", name(owner), "alive", "PX", Long.toString(holds.toMillis()));
    }

    @Override
    public boolean isAlive(OwnerId owner) {
        return redis.get(name(owner)) != null;
    }

    @Override
    public void leave(OwnerId owner) {
        redis.execute("DEL", name(owner));
    }

    private static String name(OwnerId owner) {
        return "fleet:owner:{%s}".formatted(owner);
    }
}
