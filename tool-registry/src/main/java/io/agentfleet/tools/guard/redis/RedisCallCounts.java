package io.agentfleet.tools.guard.redis;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.guard.Call;
import io.agentfleet.tools.guard.CallCounts;
import io.agentfleet.tools.guard.Caller;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Counts in Redis with one script, one round trip. Keys end by themselves: a root task's an hour
 * after its last call. If Redis is away nothing can be counted, so nothing passes.
 */
@Singleton
public class RedisCallCounts implements CallCounts {

    private static final Duration FORGET_TASK_AFTER = Duration.ofHours(1);
    private static final Duration SAME_INPUT_WINDOW = Duration.ofMinutes(1);

    private static final String SCRIPT =
            """
            local ofRootTask = redis.call('INCR', KEYS[1])
            redis.call('EXPIRE', KEYS[1], ARGV[1])
            local ofAgent = redis.call('INCR', KEYS[2])
            redis.call('EXPIRE', KEYS[2], 120)
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('LPUSH', KEYS[3], now)
            redis.call('LTRIM', KEYS[3], 0, 99)
            redis.call('PEXPIRE', KEYS[3], ARGV[2])
            local same = 0
            for _, at in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do
                if now - at < tonumber(ARGV[2]) then same = same + 1 end
            end
            return {ofRootTask, ofAgent, same}
            """;

    private final RedisDataSource redis;
    private final InstantSource clock;

    public RedisCallCounts(RedisDataSource redis, InstantSource clock) {
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
        Response counted;
        try {
            counted =
                    redis.execute(
                            "EVAL",
                            SCRIPT,
                            "3",
                            rootTask,
                            agent,
                            same,
                            Long.toString(FORGET_TASK_AFTER.toSeconds()),
                            Long.toString(SAME_INPUT_WINDOW.toMillis()));
        } catch (RuntimeException e) {
            throw new FleetException(
                    ErrorCode.UNAVAILABLE,
                    "call limits cannot be counted because Redis does not answer: try again, or see that REDIS_URL is right",
                    e);
        }
        return new Counts(
                counted.get(0).toLong(), counted.get(1).toLong(), counted.get(2).toLong());
    }

    private static String key(String... parts) {
        return "fleet:tools:" + String.join(":", parts);
    }
}
