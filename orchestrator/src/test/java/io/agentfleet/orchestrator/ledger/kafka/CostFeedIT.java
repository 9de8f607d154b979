package io.agentfleet.orchestrator.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.orchestrator.ledger.CostSums;
import io.agentfleet.orchestrator.ledger.ModelCall;
import io.agentfleet.orchestrator.ledger.SampleCalls;
import io.agentfleet.orchestrator.ledger.TaskCosts;
import io.agentfleet.orchestrator.ledger.redis.RedisCostLedger;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.ModelUsageRecord;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.testservers.TestServers;
import io.agentfleet.testservers.TestTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger over a real broker, registry and Redis: to the billionth what the steps say. */
@NullUnmarked
class CostFeedIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TASKS = 60;

    private static TestRedis redis;
    private static EventCodecs codecs;
    private static KafkaClientSettings kafka;
    private static KafkaProducer<String, byte[]> producer;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RedisCostLedger ledger = ledger();

    @BeforeAll
    static void start() {
        TestServers servers = TestServers.shared();
        redis = new TestRedis();
        codecs = new EventCodecs(servers.registryUrl());
        kafka = KafkaClientSettings.at(servers.kafka());
        TestTopics.create(servers.kafka(), List.of(Topics.STEPS, Topics.COSTS));
        producer =
                new KafkaProducer<>(
                        kafka.alone(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        codecs.close();
        redis.close();
    }

    private static RedisCostLedger ledger() {
        ObjectMapper json = JsonMapper.builder().findAndAddModules().build();
        return new RedisCostLedger(
                redis.connection(),
                json,
                Duration.ofDays(90),
                () -> SampleCalls.DAY.plusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private CostFeed feed(Money sessionAlert) {
        CostFeed feed = new CostFeed(kafka, codecs, ledger, sessionAlert, meters);
        feed.start();
        return feed;
    }

    @Test
    void theSumOfTheStepsIsTheSumOfTheLedgerWhateverIsRepeatedAndLost() throws Exception {
        List<ModelCall> calls = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            calls.addAll(SampleCalls.random("feed-" + task, "t" + task % 2, 12, new Random(task)));
        }
        List<ModelCall> repeated = new ArrayList<>(calls);
        repeated.addAll(calls.subList(0, calls.size() / 2));
        Collections.shuffle(repeated, new Random(7));
        Money alert = new Money(SampleCalls.sum(calls).cost().nanos() / TASKS);
        long beyond = accounts(calls).stream().filter(a -> a.cost().compareTo(alert) > 0).count();

        try (CostFeed first = feed(alert)) {
            publish(repeated.subList(0, repeated.size() / 2));
            awaitSome();
            publish(repeated.subList(repeated.size() / 2, repeated.size()));
            awaitSums(SampleCalls.sum(calls));
            assertThat(first.isComplete()).isTrue();
        }
        assertThat(meters.counter("llm_session_cost_alerts").count()).isEqualTo((double) beyond);

        ledger.forget(true);
        try (CostFeed second = feed(alert)) {
            publish(calls.subList(0, 100));
            awaitSums(SampleCalls.sum(calls));

            forgetTheSteps();
            redis.connection().deleteAll("*"); // Redis is emptied, and the steps are gone
            awaitSums(SampleCalls.sum(calls));
            ledger.forget(false);
            await().atMost(SOON).until(second::isComplete);
            awaitSums(SampleCalls.sum(calls));
        }
        assertThat(found()).containsExactlyInAnyOrderElementsOf(accounts(calls));
    }

    private static List<TaskCosts> accounts(List<ModelCall> calls) {
        Map<String, List<ModelCall>> tasks = new HashMap<>();
        calls.forEach(call ->
                tasks.computeIfAbsent(call.task().value(), task -> new ArrayList<>()).add(call));
        return tasks.values().stream()
                .map(mine -> TaskCosts.before(mine.getFirst()).with(mine))
                .toList();
    }

    private List<TaskCosts> found() {
        List<TaskCosts> found = new ArrayList<>();
        ledger.read(
                Optional.empty(),
                SampleCalls.DAY,
                account -> {
                    if (account.task().value().startsWith("feed-")) {
                        found.add(account);
                    }
                });
        return found;
    }

    private void awaitSome() {
        await().atMost(SOON).untilAsserted(() -> assertThat(found()).isNotEmpty());
    }

    private void awaitSums(CostSums expected) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(
                                        found().stream()
                                                .map(TaskCosts::sums)
                                                .reduce(CostSums.NONE, CostSums::plus))
                                .isEqualTo(expected));
    }

    private static void forgetTheSteps() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.alone())) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int partition = 0; partition < 6; partition++) {
                all.put(
                        new TopicPartition(Topics.STEPS, partition),
                        RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    private static void publish(List<ModelCall> calls)
            throws ExecutionException, InterruptedException {
        for (ModelCall call : calls) {
            var ignored =
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.STEPS,
                                    call.session().value(),
                                    codecs.encode(Topics.STEPS, step(call))));
        }
        producer.flush();
    }

    private static AgentStepEvent step(ModelCall call) {
        CostSums sums = call.line().sums();
        boolean hit = sums.cacheHits() > 0;
        return AgentStepEvent.newBuilder()
                .setTaskId(call.task().node(call.line().key().nodeId()).value())
                .setRootTaskId(call.task().value())
                .setSessionId(call.session().value())
                .setAgent(call.line().key().agent())
                .setNodeId(call.line().key().nodeId())
                .setAttempt(1)
                .setStepNumber(call.id().sequence())
                .setSequence(call.id().sequence())
                .setType("llm_call")
                .setContent("")
                .setCreatedAt(call.line().key().day().atStartOfDay(ZoneOffset.UTC).toInstant())
                .setTenant(call.tenant())
                .setModel(
                        new ModelUsageRecord(
                                call.line().key().model(),
                                "",
                                "",
                                hit,
                                (int) (hit ? sums.sparedTokens() : sums.inputTokens()),
                                (int) sums.outputTokens(),
                                (int) sums.cachedInputTokens(),
                                (int) sums.reasoningTokens(),
                                sums.cost().nanos()))
                .build();
    }
}
