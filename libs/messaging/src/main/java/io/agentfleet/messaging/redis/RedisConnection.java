package io.agentfleet.messaging.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Commands to Redis, with one explanation when it does not answer. Blocking, for many threads. */
public final class RedisConnection {

    private static final Duration READY_WITHIN = Duration.ofSeconds(1);

    private final RedisPipeline pipeline;
    private final Duration answerWithin;
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /**
     * @param client opens the one connection that carries all commands
     * @param answerWithin how long a command may take
     */
    public RedisConnection(Redis client, Duration answerWithin) {
        this.pipeline = new RedisPipeline(client);
        this.answerWithin = answerWithin;
    }

    /**
     * Runs a command.
     *
     * @return null if Redis answers nil
     * @throws FleetException with UNAVAILABLE if Redis does not answer
     */
    public @Nullable Response execute(String command, String... arguments) {
        try {
            return send(command, answerWithin, arguments);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(command, e);
        }
    }

    /** An interrupt is kept for the caller to find. */
    private @Nullable Response send(String command, Duration within, String... arguments)
            throws ExecutionException, TimeoutException {
        Request request = Request.cmd(Command.create(command));
        for (String argument : arguments) {
            request.arg(argument);
        }
        try {
            var answer = pipeline.send(request, within);
            return answer == null ? null : Response.newInstance(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(command, e);
        }
    }

    /**
     * Runs a Lua script, atomically. Its text travels only if Redis does not know it yet.
     *
     * @return null if the script answers nothing
     * @throws FleetException with UNAVAILABLE if Redis does not answer
     */
    public @Nullable Response eval(String script, List<String> keys, List<String> arguments) {
        String digest = digests.computeIfAbsent(script, RedisConnection::digest);
        try {
            return send("EVALSHA", answerWithin, call(digest, keys, arguments));
        } catch (ExecutionException | TimeoutException e) {
            if (!String.valueOf(e.getMessage()).contains("NOSCRIPT")) {
                throw unavailable("a script", e);
            }
            return execute("EVAL", call(script, keys, arguments));
        }
    }

    private static String[] call(String script, List<String> keys, List<String> arguments) {
        List<String> all = new ArrayList<>(2 + keys.size() + arguments.size());
        all.add(script);
        all.add(Integer.toString(keys.size()));
        all.addAll(keys);
        all.addAll(arguments);
        return all.toArray(String[]::new);
    }

    private static String digest(String script) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha.digest(script.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    private static FleetException unavailable(String command, Exception cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "Redis did not carry out %s (%s): check that it runs and REDIS_URL"
                        .formatted(command, cause.getMessage()),
                cause);
    }

    /** Reads a string; null if there is none. */
    public @Nullable String get(String key) {
        Response response = execute("GET", key);
        return response == null ? null : response.toString();
    }

    /** Removes all keys of a pattern such as {@code fleet:task:*}, a thousand at a time. */
    public void deleteAll(String pattern) {
        String cursor = "0";
        do {
            Response page = execute("SCAN", cursor, "MATCH", pattern, "COUNT", "1000");
            if (page == null) {
                return;
            }
            cursor = page.get(0).toString();
            List<String> keys = new ArrayList<>();
            page.get(1).forEach(key -> keys.add(key.toString()));
            if (!keys.isEmpty()) {
                var ignored = execute("UNLINK", keys.toArray(String[]::new));
            }
        } while (!cursor.equals("0"));
    }

    /** True if Redis answers within a second. */
    public boolean isReady() {
        try {
            return send("PING", READY_WITHIN) != null;
        } catch (ExecutionException | TimeoutException | FleetException e) {
            return false;
        }
    }
}
