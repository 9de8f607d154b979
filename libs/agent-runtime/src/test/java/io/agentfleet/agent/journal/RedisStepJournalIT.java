package io.agentfleet.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.agent.journal.redis.RedisStepJournal;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.taskmodel.run.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RedisStepJournalIT extends StepJournalContract {

    private static final Duration DAY = Duration.ofDays(1);
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
    StepJournal journal() {
        return new RedisStepJournal(
                redis.connection(), JsonMapper.builder().findAndAddModules().build(), DAY, DAY);
    }

    @Override
    void empty() {
        redis.connection().execute("FLUSHALL");
    }

    @Test
    void growsLinearlyWithItsStepsAndShrinksAtTheEnd() {
        StepJournal journal = journal();
        Claim claim =
                ((ClaimResult.Granted) journal.claim(task, 1, one, OptionalLong.empty())).claim();
        append(journal, claim, 0, 50);
        long after50 = stored();
        append(journal, claim, 50, 100);
        long after100 = stored();
        assertThat(after100 - after50).isBetween(after50 * 8 / 10, after50 * 12 / 10);
        assertThat(after100).isLessThan(100 * 2 * 600);
        journal.end(claim, "done");
        assertThat(stored()).isLessThan(1000);
    }

    private static void append(StepJournal journal, Claim claim, int from, int to) {
        for (int step = from; step < to; step++) {
            journal.append(claim, ANSWER);
            journal.append(
                    claim,
                    new JournalEntry.ToolAnswered(
                            step, 0, new ToolOutcome.Succeeded("x".repeat(400), List.of()), 1));
        }
    }

    private long stored() {
        long bytes = 0;
        for (String key : List.of("fleet:journal:{%s}", "fleet:journal:{%s}:entries")) {
            var used =
                    redis.connection()
                            .execute("MEMORY", "USAGE", key.formatted(task), "SAMPLES", "0");
            bytes += used == null ? 0 : used.toLong();
        }
        return bytes;
    }

    @Test
    void runsItsScriptsAlsoWhenTheServerHasForgottenThem() {
        redis.connection().execute("SCRIPT", "FLUSH");
        assertThat(journal().claim(task, 1, one, OptionalLong.empty()))
                .isInstanceOf(ClaimResult.Granted.class);
    }
}
