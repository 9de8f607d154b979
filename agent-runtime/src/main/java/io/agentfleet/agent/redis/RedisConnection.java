package io.agentfleet.agent.redis;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands to Redis, with one explanation when it does not answer. Blocking, for many threads. */
public final class RedisConnection {

    private final RedisDataSource redis;

    public RedisConnection(RedisDataSource redis) {
        this.redis = redis;
    }

    /**
     * Runs a command.
     *
     * @return null if Redis answers nil
     * @throws FleetException with UNAVAILABLE if Redis does not answer
     */
    public @Nullable Response execute(String command, String... arguments) {
        try {
            return redis.execute(command, arguments);
        } catch (RuntimeException e) {
            throw new FleetException(
                    ErrorCode.UNAVAILABLE,
                    "Redis did not carry out %s (%s): check that it runs and REDIS_URL"
                            .formatted(command, e.getMessage()),
                    e);
        }
    }

    /** Runs a Lua script, atomically. */
    public @Nullable Response eval(String script, List<String> keys, List<String> arguments) {
        List<String> all = new ArrayList<>();
        all.add(script);
        all.add(Integer.toString(keys.size()));
        all.addAll(keys);
        all.addAll(arguments);
        return execute("EVAL", all.toArray(String[]::new));
    }

    /** Reads a string; null if there is none. */
    public @Nullable String get(String key) {
        Response response = execute("GET", key);
        return response == null ? null : response.toString();
    }

    /** Calls back for each message of a channel, from a thread that must not be blocked. */
    public void subscribe(String channel, Consumer<String> messages) {
        redis.pubsub(String.class).subscribe(channel, messages);
    }

    /** True if Redis answers. */
    public boolean isReady() {
        try {
            return redis.execute("PING") != null;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
