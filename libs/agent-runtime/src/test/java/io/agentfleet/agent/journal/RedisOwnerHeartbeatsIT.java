package io.agentfleet.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.journal.OwnerHeartbeats.Life;
import io.agentfleet.agent.journal.redis.RedisOwnerHeartbeats;
import io.agentfleet.messaging.redis.TestRedis;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RedisOwnerHeartbeatsIT extends OwnerHeartbeatsContract {

    private static TestRedis redis;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    OwnerHeartbeats owners() {
        return new RedisOwnerHeartbeats(redis.connection(), Duration.ofMinutes(1));
    }

    @Test
    void anOwnerLivesAsLongAsItSaysSo() {
        OwnerHeartbeats brief =
                new RedisOwnerHeartbeats(redis.connection(), Duration.ofMillis(200));
        brief.publish(first);
        assertThat(brief.look(first)).isEqualTo(Life.ALIVE);
        await().atMost(Duration.ofSeconds(5)).until(() -> brief.look(first) == Life.NO_HEARTBEAT);
    }
}
