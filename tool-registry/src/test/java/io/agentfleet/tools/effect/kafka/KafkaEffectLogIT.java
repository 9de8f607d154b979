package io.agentfleet.tools.effect.kafka;

import static org.awaitility.Awaitility.await;

import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectLogContract;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@NullUnmarked
class KafkaEffectLogIT extends EffectLogContract {

    private static RealEffectLogs logs;
    private static EffectLog log;
    private static EffectLog other;

    @BeforeAll
    static void start() {
        logs = new RealEffectLogs();
        log = logs.start();
        other = logs.start();
        await().atMost(Duration.ofSeconds(40)).until(() -> log.ready() && other.ready());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        logs.close();
    }

    @Override
    protected EffectLog log() {
        return log;
    }

    @Override
    protected EffectLog other() {
        return other;
    }
}
