package io.agentfleet.tools.guard.redis;

import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallArguments;
import io.agentfleet.tools.call.Caller;
import io.agentfleet.tools.guard.CallCounts;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Counts in Redis with one script, one round trip. Keys end by themselves: a root task's an hour
 * after its last call. A call that is repeated (same task, step, tool and arguments) is counted
 * once. If Redis is away nothing can be counted, so nothing passes.
 */
@Singleton
public class RedisCallCounts implements CallCounts {

    private static final Duration FORGET_TASK_AFTER = Duration.ofHours(1);
    private static final Duration SAME_INPUT_WINDOW = Duration.ofMinutes(1);

    private static final int SHORT = 16;

    private static final String SCRIPT =
            """
            redis.call('SADD', KEYS[1], ARGV[3])
            local ofRootTask = redis.call('SCARD', KEYS[1])
            redis.call('EXPIRE', KEYS[1], ARGV[1])
            local ofAgent = redis.call('INCR', KEYS[2])
            redis.call('EXPIRE', KEYS[2], 120)
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[2])
            redis.call('ZADD', KEYS[3], now, ARGV[4])
            redis.call('PEXPIRE', KEYS[3], ARGV[2])
            return {ofRootTask, ofAgent, redis.call('ZCARD', KEYS[3])}
            """;

    private final RedisConnection redis;
    private final InstantSource clock;

    public RedisCallCounts(RedisConnection redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public Counts count(Call call) {
        Caller caller = call.caller();
        String rootTask =
                key("calls", caller.tenant(), caller.session().value(), caller.rootTask().value());
        String minute = Long.toString(clock.instant().getEpochSecond() / 60);
        String agent = key("rate", caller.agent().value(), call.tool(), minute);
        String same =
                key(
                        "same",
                        caller.tenant(),
                        caller.task().value(),
                        call.tool(),
                        call.arguments().hash());
        Response counted =
                Objects.requireNonNull(
                        redis.eval(
                                SCRIPT,
                                List.of(rootTask, agent, same),
                                List.of(
                                        Long.toString(FORGET_TASK_AFTER.toSeconds()),
                                        Long.toString(SAME_INPUT_WINDOW.toMillis()),
                                        sameCall(call),
                                        Integer.toString(caller.step()))));
        return new Counts(
                counted.get(0).toLong(), counted.get(1).toLong(), counted.get(2).toLong());
    }

    /** A call that is repeated is the same call. */
    private static String sameCall(Call call) {
        String whole =
                String.join(
                        ":",
                        call.caller().task().value(),
                        Integer.toString(call.caller().step()),
                        call.tool(),
                        call.arguments().hash());
        return CallArguments.sha256(whole).substring(0, SHORT);
    }

    private static String key(String... parts) {
        return "fleet:tools:" + String.join(":", parts);
    }
}
