package io.agentfleet.messaging.redis;

import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Duration;

/** A Redis of one test class, and the way to it. */
public final class TestRedis implements AutoCloseable {

    private final RedisServerResource server = new RedisServerResource();
    private final Vertx vertx = Vertx.vertx();
    private final RedisConnection connection;
    private final RedisSubscriptions subscriptions;

    /** Starts it. */
    public TestRedis() {
        Redis client = Redis.createClient(vertx, "redis://127.0.0.1:" + server.startOnFreePort());
        connection = new RedisConnection(client.getDelegate(), Duration.ofSeconds(5));
        subscriptions =
                new RedisSubscriptions(
                        new BlockingRedisDataSourceImpl(
                                vertx, client, RedisAPI.api(client), Duration.ofSeconds(5)));
    }

    /** The way to it. */
    public RedisConnection connection() {
        return connection;
    }

    /** Its channels. */
    public RedisSubscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public void close() {
        vertx.closeAndAwait();
        server.stop();
    }
}
