package io.agentfleet.messaging.redis;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.quarkus.redis.datasource.RedisDataSource;
import java.util.function.Consumer;

/** Subscriptions to channels of Redis, each with a connection of its own. Safe for many threads. */
public final class RedisSubscriptions {

    private final RedisDataSource redis;

    public RedisSubscriptions(RedisDataSource redis) {
        this.redis = redis;
    }

    /**
     * Calls back for each message of a channel, from a thread that must not be blocked.
     *
     * @param lost called when the subscription has ended; it does not come back by itself
     * @throws FleetException with UNAVAILABLE if Redis does not answer
     */
    public void subscribe(String channel, Consumer<String> messages, Runnable lost) {
        try {
            redis.pubsub(String.class).subscribe(channel, messages, lost, failure -> lost.run());
        } catch (RuntimeException e) {
            throw new FleetException(
                    ErrorCode.UNAVAILABLE,
                    "Redis took no subscription to %s (%s): check that it runs and REDIS_URL"
                            .formatted(channel, e.getMessage()),
                    e);
        }
    }
}
