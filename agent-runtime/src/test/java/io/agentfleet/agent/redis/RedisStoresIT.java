package io.agentfleet.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.agent.app.RedisServerResource;
import io.agentfleet.agent.chat.Artifact;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.TokenUsage;
import io.agentfleet.agent.chat.ToolCall;
import io.agentfleet.agent.fake.InMemoryMemoryStore;
import io.agentfleet.agent.fake.InMemoryStepJournal;
import io.agentfleet.agent.fake.SampleTasks;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.journal.redis.RedisStepJournal;
import io.agentfleet.agent.memory.Conversation;
import io.agentfleet.agent.memory.MemoryKey;
import io.agentfleet.agent.memory.MemoryStore;
import io.agentfleet.agent.memory.Turn;
import io.agentfleet.agent.memory.redis.RedisMemoryStore;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.task.redis.RedisTaskLedger;
import io.agentfleet.agent.tool.ToolOutcome;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contracts of the stores, kept by the fakes and by Redis alike. */
@NullUnmarked
class RedisStoresIT {

    enum Kind {
        FAKE,
        REDIS
    }

    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
    private static final Duration DAY = Duration.ofDays(1);
    private static final RedisServerResource SERVER = new RedisServerResource();
    private static Vertx vertx;
    private static RedisConnection redis;

    @BeforeAll
    static void connect() {
        vertx = Vertx.vertx();
        Redis client = Redis.createClient(vertx, "redis://127.0.0.1:" + SERVER.startOnFreePort());
        RedisDataSource source =
                new BlockingRedisDataSourceImpl(
                        vertx, client, RedisAPI.api(client), Duration.ofSeconds(5));
        redis = new RedisConnection(source);
    }

    @AfterAll
    static void disconnect() {
        vertx.closeAndAwait();
        SERVER.stop();
    }

    private static MemoryStore memory(Kind kind) {
        return kind == Kind.FAKE
                ? new InMemoryMemoryStore()
                : new RedisMemoryStore(redis, JSON, DAY);
    }

    private static StepJournal journal(Kind kind) {
        return kind == Kind.FAKE
                ? new InMemoryStepJournal()
                : new RedisStepJournal(redis, JSON, DAY);
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

    @ParameterizedTest
    @EnumSource
    void journalGivesBackWhatWasRecordedUntilItIsForgotten(Kind kind) {
        StepJournal journal = journal(kind);
        TaskId task = new TaskId("j-" + kind);
        List<JournalEntry> entries =
                List.of(
                        new JournalEntry.ModelAnswered(
                                1,
                                new ModelResponse(
                                        new Message.Assistant(
                                                "", List.of(new ToolCall("c", "find", "{}"))),
                                        new TokenUsage(3, 4)),
                                5),
                        new JournalEntry.ToolAnswered(
                                1,
                                0,
                                new ToolOutcome.Succeeded(
                                        "{\"a\":1}",
                                        List.of(
                                                new Artifact(
                                                        "a.png", "image/png", "file:///a", 1))),
                                6));
        entries.forEach(entry -> journal.append(task, 1, entry));
        assertThat(journal.read(task, 1)).isEqualTo(entries);
        assertThat(journal.read(task, 2)).isEmpty();
        journal.forget(task, 1);
        assertThat(journal.read(task, 1)).isEmpty();
    }

    @Test
    void ledgerKnowsResultsAndCancels() {
        RedisTaskLedger ledger = new RedisTaskLedger(redis, DAY);
        AgentResultEvent result =
                AgentResultEvent.newBuilder()
                        .setTaskId("r1")
                        .setRootTaskId("r1")
                        .setSessionId("s")
                        .setAgent("search")
                        .setStatus("COMPLETED")
                        .setOutput("결과")
                        .setCreatedAt(SampleTasks.NOON)
                        .build();
        ledger.keep(result);
        assertThat(ledger.result(new TaskId("r1"), 1)).contains(result);
        assertThat(ledger.result(new TaskId("r1"), 2)).isEmpty();
        assertThat(ledger.cancelled(new TaskId("r1"))).isEmpty();
        ledger.cancel(new TaskId("r1"), "enough");
        assertThat(ledger.cancelled(new TaskId("r1"))).contains("enough");
    }
}
