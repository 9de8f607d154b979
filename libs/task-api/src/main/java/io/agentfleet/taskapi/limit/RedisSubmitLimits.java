package io.agentfleet.taskapi.limit;

import io.agentfleet.access.filter.SubmitRateLimiter;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.messaging.redis.RedisConnection;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A token bucket for each subject and one for each tenant, in Redis, so that they hold across
 * replicas, REST and gRPC. A bucket is full after a minute. A submission takes one from both or
 * from neither.
 */
public final class RedisSubmitLimits implements SubmitRateLimiter {

    /** KEYS buckets; ARGV the size of each. Answers the wait in ms, then what is left in each. */
    private static final String TAKE =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local left, wait = {}, 0
            for i = 1, #KEYS do
              local most = tonumber(ARGV[i])
              local known = redis.call('HMGET', KEYS[i], 'left', 'at')
              local passed = now - (tonumber(known[2] or now))
              left[i] = math.min(most, tonumber(known[1] or most) + passed * most / 60000)
              if left[i] < 1 then
                wait = math.max(wait, math.ceil((1 - left[i]) * 60000 / most))
              end
            end
            local answer = {wait}
            for i = 1, #KEYS do
              if wait == 0 then left[i] = left[i] - 1 end
              redis.call('HSET', KEYS[i], 'left', tostring(left[i]), 'at', now)
              redis.call('PEXPIRE', KEYS[i], 60000)
              answer[i + 1] = math.floor(left[i])
            end
            return answer
            """;

    private final RedisConnection redis;
    private final int ofSubject;
    private final int ofTenant;

    /**
     * @param ofSubject the most submissions of a subject at once, and per minute
     * @param ofTenant the same of a tenant
     */
    public RedisSubmitLimits(RedisConnection redis, int ofSubject, int ofTenant) {
        this.redis = redis;
        this.ofSubject = ofSubject;
        this.ofTenant = ofTenant;
    }

    @Override
    public Result acquire(Identity who) {
        String tenant = "fleet:submit:{" + who.tenant() + "}";
        Response found =
                Objects.requireNonNull(
                        redis.eval(
                                TAKE,
                                List.of(tenant + ":" + who.subject(), tenant),
                                List.of(Integer.toString(ofSubject), Integer.toString(ofTenant))));
        long wait = found.get(0).toLong();
        long left = found.get(1).toLong();
        long tenants = found.get(2).toLong();
        return new Result(
                wait == 0,
                left <= tenants ? ofSubject : ofTenant,
                Math.min(left, tenants),
                Duration.ofMillis(wait));
    }
}
