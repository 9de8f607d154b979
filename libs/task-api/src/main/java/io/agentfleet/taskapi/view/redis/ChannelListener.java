package io.agentfleet.taskapi.view.redis;

import io.agentfleet.messaging.redis.RedisSubscriptions;
import io.agentfleet.schemas.FleetException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * This process's one subscription to a channel, made when it is first needed, and again after Redis
 * was away. Messages meanwhile are missed. Safe for many threads.
 */
final class ChannelListener {

    private final RedisSubscriptions redis;
    private final String channel;
    private final Consumer<String> messages;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    /**
     * @param messages called for each message, on a thread that it must not block
     */
    ChannelListener(RedisSubscriptions redis, String channel, Consumer<String> messages) {
        this.redis = redis;
        this.channel = channel;
        this.messages = messages;
    }

    /** Listens from now on, if Redis answers; whoever calls next tries again if not. */
    void listen() {
        if (!subscribed.compareAndSet(false, true)) {
            return;
        }
        try {
            redis.subscribe(channel, messages, () -> subscribed.set(false));
        } catch (FleetException e) {
            subscribed.set(false);
        }
    }
}
