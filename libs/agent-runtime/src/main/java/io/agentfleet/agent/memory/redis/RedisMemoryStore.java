package io.agentfleet.agent.memory.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.memory.Conversation;
import io.agentfleet.agent.memory.MemoryKey;
import io.agentfleet.agent.memory.MemoryStore;
import io.agentfleet.messaging.redis.RedisConnection;
import io.vertx.mutiny.redis.client.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Conversations as JSON, one key each, compare-and-set on the version. */
public final class RedisMemoryStore implements MemoryStore {

    private static final String SAVE =
            """
            local known = redis.call('GET', KEYS[1])
            local version = 0
            if known then version = cjson.decode(known).version end
            if version ~= tonumber(ARGV[1]) then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """;

    private final RedisConnection redis;
    private final ObjectMapper json;
    private final Duration keep;

    /**
     * @param keep how long a session is remembered after its last turn
     */
    public RedisMemoryStore(RedisConnection redis, ObjectMapper json, Duration keep) {
        this.redis = redis;
        this.json = json;
        this.keep = keep;
    }

    @Override
    public Conversation load(MemoryKey key) {
        String known = redis.get(name(key));
        if (known == null) {
            return Conversation.EMPTY;
        }
        try {
            return json.readValue(known, Conversation.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Memory of %s is unreadable".formatted(key), e);
        }
    }

    @Override
    public boolean save(MemoryKey key, Conversation conversation) {
        Conversation next = new Conversation(conversation.version() + 1, conversation.turns());
        List<String> arguments =
                List.of(
                        Long.toString(conversation.version()),
                        write(next),
                        Long.toString(keep.toMillis()));
        Response saved = redis.eval(SAVE, List.of(name(key)), arguments);
        return saved != null && saved.toInteger() == 1;
    }

    private String write(Conversation conversation) {
        try {
            return json.writeValueAsString(conversation);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(MemoryKey key) {
        return "fleet:memory:{%s|%s|%s}".formatted(key.tenant(), key.agent(), key.session());
    }

    @Override
    public boolean isReady() {
        return redis.isReady();
    }
}
