package io.agentfleet.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.agent.cache.redis.RedisAnswerStore;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RedisAnswerStoreIT {

    private static final ModelResponse ANSWER =
            new ModelResponse(
                    new Message.Assistant(
                            "찾았습니다", List.of(new ToolCall("c1", "find", "{\"q\":\"매출\"}"))),
                    new TokenUsage(100, 20, 60, 5),
                    "gpt-5-mini-2026-08-07",
                    false);
    private static TestRedis redis;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static AnswerStore store() {
        return new RedisAnswerStore(
                redis.connection(), JsonMapper.builder().findAndAddModules().build());
    }

    @Test
    void givesAnAnswerBackAsItWasToItsTenantAlone() {
        store().keep(new CacheKey("acme", "1"), ANSWER, Duration.ofMinutes(1));
        assertThat(store().find(new CacheKey("acme", "1"))).contains(ANSWER);
        assertThat(store().find(new CacheKey("umbrella", "1"))).isEmpty();
        assertThat(store().find(new CacheKey("acme", "2"))).isEmpty();
    }

    @Test
    void forgetsAnAnswerAfterItsTime() {
        CacheKey key = new CacheKey("acme", "short");
        store().keep(key, ANSWER, Duration.ofMillis(20));
        await().untilAsserted(() -> assertThat(store().find(key)).isEmpty());
    }

    @Test
    void anAnswerThatCannotBeReadIsNone() {
        redis.connection().execute("SET", "fleet:answer:acme:broken", "{");
        assertThat(store().find(new CacheKey("acme", "broken"))).isEmpty();
    }
}
