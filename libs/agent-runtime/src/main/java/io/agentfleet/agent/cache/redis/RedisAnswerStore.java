package io.agentfleet.agent.cache.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.cache.AnswerStore;
import io.agentfleet.agent.cache.CacheKey;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.messaging.redis.RedisConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** One string per answer, which expires. */
public final class RedisAnswerStore implements AnswerStore {

    private final RedisConnection redis;
    private final ObjectMapper json;

    public RedisAnswerStore(RedisConnection redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** An answer that this version cannot read is as good as none. */
    @Override
    public Optional<ModelResponse> find(CacheKey key) {
        String kept = redis.get(name(key));
        if (kept == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(kept, ModelResponse.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(CacheKey key, ModelResponse response, Duration ttl) {
        try {
            var ignored =
                    redis.execute(
                            "SET",
                            name(key),
                            json.writeValueAsString(response),
                            "PX",
                            Long.toString(ttl.toMillis()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(CacheKey key) {
        return "fleet:answer:%s:%s".formatted(key.tenant(), key.hash());
    }
}
