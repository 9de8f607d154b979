package io.agentfleet.messaging.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection for all threads of a process: commands follow each other without waiting for the
 * answers before them, which costs less than half of a pooled connection per command. Opened at
 * first use, and anew after it was lost or did not answer in time; what was under way then fails.
 */
final class RedisPipeline {

    private final Redis client;
    private volatile @Nullable Future<RedisConnection> open;

    RedisPipeline(Redis client) {
        this.client = client;
    }

    /** Waits for the answer; null if it is nil. */
    @Nullable Response send(Request request, Duration within)
            throws ExecutionException, TimeoutException, InterruptedException {
        Future<RedisConnection> used = connection();
        try {
            return used.compose(connection -> connection.send(request))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            drop(used);
            throw e;
        }
    }

    private Future<RedisConnection> connection() {
        Future<RedisConnection> known = open;
        return known == null || known.failed() ? reopened() : known;
    }

    private synchronized Future<RedisConnection> reopened() {
        Future<RedisConnection> known = open;
        if (known != null && !known.failed()) {
            return known;
        }
        Future<RedisConnection> opening = client.connect().onSuccess(this::watch);
        open = opening;
        return opening;
    }

    private synchronized void drop(Future<RedisConnection> late) {
        if (late.equals(open)) {
            open = null;
        }
        late.onSuccess(RedisConnection::close);
    }

    private void watch(RedisConnection connection) {
        connection.exceptionHandler(e -> forget(connection));
        connection.endHandler(end -> forget(connection));
    }

    private synchronized void forget(RedisConnection connection) {
        Future<RedisConnection> known = open;
        if (known != null && connection.equals(known.result())) {
            open = null;
        }
        var ignored = connection.close();
    }
}
