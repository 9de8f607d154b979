package io.agentfleet.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.agent.fake.InMemoryMemoryStore;
import io.agentfleet.agent.memory.redis.RedisMemoryStore;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of memory, kept by the fake and by Redis alike. */
@NullUnmarked
class MemoryStoreIT {

    enum Kind {
        FAKE,
        REDIS
    }

    private static TestRedis redis;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static MemoryStore memory(Kind kind) {
        return kind == Kind.FAKE
                ? new InMemoryMemoryStore()
                : new RedisMemoryStore(
                        redis.connection(),
                        JsonMapper.builder().findAndAddModules().build(),
                        Duration.ofDays(1));
    }

    @ParameterizedTest
    @EnumSource
    void memoryIsSavedOnlyByWhoSawItsNewestVersion(Kind kind) {
        MemoryStore store = memory(kind);
        MemoryKey key =
                new MemoryKey("default", new AgentName("search"), new SessionId("한글 세션 " + kind));
        Conversation first = store.load(key);
        Conversation other = store.load(key);
        assertThat(store.save(key, first.with(new Turn("t1", "질문", "답")))).isTrue();
        assertThat(store.save(key, other.with(new Turn("t2", "q", "a")))).isFalse();
        assertThat(store.load(key).turns()).containsExactly(new Turn("t1", "질문", "답"));
        assertThat(store.save(key, store.load(key).with(new Turn("t2", "q", "a")))).isTrue();
        assertThat(store.load(key).turns()).hasSize(2);
    }
}
