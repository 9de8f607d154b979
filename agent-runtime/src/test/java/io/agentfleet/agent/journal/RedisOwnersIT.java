package io.agentfleet.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.journal.Owners.Life;
import io.agentfleet.agent.journal.redis.RedisOwners;
import io.agentfleet.agent.redis.TestRedis;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RedisOwnersIT extends OwnersContract {

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
    Owners owners() {
        return new RedisOwners(redis.connection(), Duration.ofMinutes(1));
    }

    @Test
    void anOwnerLivesAsLongAsItSaysSo() {
        Owners brief = new RedisOwners(redis.connection(), Duration.ofMillis(200));
        brief.beat(first);
        assertThat(brief.look(first)).isEqualTo(Life.ALIVE);
        await().atMost(Duration.ofSeconds(5)).until(() -> brief.look(first) == Life.SILENT);
    }
}
