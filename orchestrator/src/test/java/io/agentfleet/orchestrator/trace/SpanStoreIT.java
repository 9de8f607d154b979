package io.agentfleet.orchestrator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.schemas.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SpanStoreIT {

    private static TestRedis redis;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static SpanStore store() {
        return new SpanStore(redis.connection(), new ObjectMapper(), new Few());
    }

    private static final class Few implements TraceConfig {

        @Override
        public Duration keep() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int mostTraces() {
            return 5;
        }

        @Override
        public int mostSpans() {
            return 3;
        }
    }

    private static StoredSpan span(String id, long start, Map<String, String> attributes) {
        return new StoredSpan(
                id, "", "chat", "CLIENT", "agent-search", start, 5, false, attributes, List.of());
    }

    @Test
    void aTaskLeadsToItsTraceInOrderOfTime() {
        StoredSpan run = span("b", 2, Map.of("agentfleet.root_task.id", "t1"));
        store().keep("trace-1", List.of(run));
        store().keep("trace-1", List.of(span("a", 1, Map.of())));
        assertThat(store().find(new TaskId("t1")))
                .contains(new StoredTrace("trace-1", List.of(span("a", 1, Map.of()), run)));
    }

    @Test
    void aSpanThatComesAgainIsThereOnce() {
        StoredSpan run = span("a", 1, Map.of("agentfleet.root_task.id", "t2"));
        store().keep("trace-2", List.of(run, run));
        assertThat(store().find(new TaskId("t2")).orElseThrow().spans()).containsExactly(run);
    }

    @Test
    void aTraceTakesNoMoreSpansThanItMay() {
        Map<String, String> task = Map.of("agentfleet.root_task.id", "t3");
        store().keep(
                        "trace-3",
                        List.of(
                                span("a", 1, task),
                                span("b", 2, task),
                                span("c", 3, task),
                                span("d", 4, task)));
        assertThat(store().find(new TaskId("t3")).orElseThrow().spans())
                .extracting(StoredSpan::spanId)
                .containsExactly("a", "b", "c");
    }

    @Test
    void theOldestTracesGiveWayToNewOnes() {
        for (int i = 0; i < 9; i++) {
            Map<String, String> task = Map.of("agentfleet.root_task.id", "many-" + i);
            store().keep("trace-many-" + i, List.of(span("a", 1, task)));
        }
        assertThat(redis.connection().execute("ZCARD", "fleet:traces").toInteger()).isEqualTo(5);
        assertThat(store().find(new TaskId("many-8")).orElseThrow().spans()).hasSize(1);
        assertThat(store().find(new TaskId("many-0"))).isEmpty();
    }

    @Test
    void aTaskOfWhichNothingCameInHasNoTrace() {
        assertThat(store().find(new TaskId("nobody"))).isEmpty();
    }
}
