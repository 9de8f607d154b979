package io.agentfleet.agent.journal.redis;

import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.messaging.redis.RedisConnection;
import java.time.Duration;
import java.util.List;

/** One key per instance that holds its latest start and expires unless it is renewed. */
public final class RedisOwnerHeartbeats implements OwnerHeartbeats {

    /** ARGV: start, how long it holds. */
    private static final String BEAT =
            """
            local latest = tonumber(redis.call('GET', KEYS[1]) or '0')
            if latest <= tonumber(ARGV[1]) then
                redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            end
            return 1
            """;

    /** ARGV: start. */
    private static final String LEAVE =
            """
            if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
            return 1
            """;

    private final RedisConnection redis;
    private final Duration holds;

    /**
     * @param holds how long a beat counts; renew it several times within
     */
    public RedisOwnerHeartbeats(RedisConnection redis, Duration holds) {
        this.redis = redis;
        this.holds = holds;
    }

    @Override
    public void publish(OwnerId owner) {
        String lasting = Long.toString(holds.toMillis());
        redis.eval(BEAT, List.of(name(owner)), List.of(start(owner), lasting));
    }

    @Override
    public Life look(OwnerId owner) {
        String latest = redis.get(name(owner));
        if (latest == null) {
            return Life.NO_HEARTBEAT;
        }
        long start = Long.parseLong(latest);
        if (start == owner.start()) {
            return Life.ALIVE;
        }
        return start > owner.start() ? Life.REPLACED : Life.NO_HEARTBEAT;
    }

    @Override
    public void leave(OwnerId owner) {
        redis.eval(LEAVE, List.of(name(owner)), List.of(start(owner)));
    }

    private static String start(OwnerId owner) {
        return Long.toString(owner.start());
    }

    private static String name(OwnerId owner) {
        return "fleet:owner:{%s}".formatted(owner.instance());
    }
}
