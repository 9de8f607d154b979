package io.agentfleet.tools.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs Lua scripts, each atomic and one round trip, over one connection on which many calls travel
 * at once. Blocking, safe for many threads. After a fault the next call connects anew.
 */
@Singleton
public class RedisScripts {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Redis redis;
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable RedisConnection open;

    public RedisScripts(Redis redis) {
        this.redis = redis;
    }

    /**
     * Runs a script; its text travels only if Redis does not know it.
     *
     * @return null if the script answers nothing
     * @throws FleetException with UNAVAILABLE if Redis does not answer within a second
     */
    public @Nullable Response run(String script, List<String> keys, List<String> arguments) {
        String digest = digests.computeIfAbsent(script, RedisScripts::digest);
        RedisConnection connection = connection();
        try {
            return send(connection, Command.EVALSHA, digest, keys, arguments);
        } catch (RuntimeException e) {
            if (!String.valueOf(e.getMessage()).contains("NOSCRIPT")) {
                throw dropped(connection, e);
            }
        }
        try {
            return send(connection, Command.EVAL, script, keys, arguments);
        } catch (RuntimeException e) {
            throw dropped(connection, e);
        }
    }

    private static @Nullable Response send(
            RedisConnection connection,
            Command command,
            String script,
            List<String> keys,
            List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return connection.send(request).await().atMost(LIMIT);
    }

    private RedisConnection connection() {
        RedisConnection known = open;
        if (known != null) {
            return known;
        }
        try {
            if (!connecting.tryLock(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
        try {
            known = open;
            return known == null ? connect() : known;
        } catch (RuntimeException e) {
            throw unavailable(e);
        } finally {
            connecting.unlock();
        }
    }

    private RedisConnection connect() {
        RedisConnection fresh = redis.connect().await().atMost(LIMIT);
        fresh.endHandler(() -> forget(fresh));
        open = fresh;
        return fresh;
    }

    private void forget(RedisConnection connection) {
        if (connection.equals(open)) {
            open = null;
        }
    }

    private FleetException dropped(RedisConnection connection, RuntimeException cause) {
        forget(connection);
        connection.close().subscribe().with(_ -> {}, _ -> {});
        return unavailable(cause);
    }

    private static FleetException unavailable(@Nullable Exception cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "nothing can be counted or claimed because Redis does not answer: try again, or see that REDIS_URL is right",
                cause);
    }

    private static String digest(String script) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha.digest(script.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
