package io.agentfleet.tools.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.RedisServer;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectState;
import io.agentfleet.tools.effect.SampleEffects;
import io.agentfleet.tools.effect.ToolEffect;
import io.agentfleet.tools.effect.kafka.RealEffectLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that share a real Kafka and a real Redis. */
@NullUnmarked
class EffectsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final ConcurrentHashMap<String, AtomicInteger> executions = new ConcurrentHashMap<>();
    private RealEffectLogs logs;
    private EffectLog one;
    private EffectLog two;

    @BeforeEach
    void start() {
        logs = new RealEffectLogs();
        one = logs.start();
        two = logs.start();
        await().atMost(TIMEOUT).until(() -> one.ready() && two.ready());
    }

    @AfterEach
    void stop() throws InterruptedException {
        logs.close();
    }

    @Test
    void executesEachOfManyCallsOnceThoughBothAreAsked() throws Exception {
        List<Callable<CallOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Call call = SampleEffects.call(i % 2 == 0);
            calls.add(() -> invoke(one, call));
            calls.add(() -> invoke(two, call));
        }
        List<CallOutcome> outcomes = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<CallOutcome> outcome : pool.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
        }
        for (int i = 0; i < outcomes.size(); i += 2) {
            assertThat(outcomes.get(i)).isInstanceOf(CallOutcome.Succeeded.class);
            assertThat(outcomes.get(i + 1)).isEqualTo(outcomes.get(i));
        }
        assertThat(executions).hasSize(50);
        assertThat(executions.values()).allMatch(count -> count.get() == 1);
    }

    @Test
    void afterARegistryDiedOnlyAToolThatBearsItIsRepeated() throws Exception {
        Call bears = SampleEffects.call(true);
        Call bearsNot = SampleEffects.call(false);
        one.claim(ToolEffect.of(bears), EffectLog.NOTHING);
        one.claim(ToolEffect.of(bearsNot), EffectLog.NOTHING);
        logs.kill(one);

        assertThat(invoke(two, bears)).isInstanceOf(CallOutcome.Succeeded.class);
        assertThat(invoke(two, bearsNot).errorCode()).contains(ErrorCode.EFFECT_AMBIGUOUS);
        assertThat(executions).containsOnlyKeys(ToolEffect.of(bears).key());
    }

    @Test
    void rebuildsTheIndexFromTheLogAndRepeatsNothingThatIsDone() throws Exception {
        Call call = SampleEffects.call(true);
        CallOutcome outcome = invoke(one, call);
        logs.emptyRedis();

        await().atMost(TIMEOUT)
                .ignoreExceptionsMatching(EffectsIT::isUnavailable)
                .untilAsserted(() -> assertThat(invoke(two, call)).isEqualTo(outcome));
        assertThat(executions.get(ToolEffect.of(call).key())).hasValue(1);
        await().atMost(TIMEOUT).until(() -> one.ready() && two.ready());
    }

    @Test
    void aRedisThatRestartsWithOlderDataMakesNothingHappenTwice(@TempDir Path folder)
            throws Exception {
        ServerProcess redis = new RedisServer().start(folder, Ports.any());
        RealEffectLogs own = new RealEffectLogs("redis://127.0.0.1:" + redis.port());
        EffectLog log = own.start();
        await().atMost(TIMEOUT).until(log::ready);
        invoke(log, SampleEffects.call(true));
        byte[] old = Files.readAllBytes(folder.resolve("appendonly.aof"));
        Call call = SampleEffects.call(false);
        CallOutcome outcome = invoke(log, call);

        redis.stop();
        Files.write(folder.resolve("appendonly.aof"), old);
        ServerProcess again = new RedisServer().start(folder, redis.port());
        assertThat(again.port()).isEqualTo(redis.port());
        await().atMost(TIMEOUT)
                .ignoreExceptionsMatching(EffectsIT::isUnavailable)
                .untilAsserted(() -> assertThat(invoke(log, call)).isEqualTo(outcome));
        assertThat(executions.get(ToolEffect.of(call).key())).hasValue(1);
        own.close();
        again.stop();
    }

    @Test
    void anIntentThatReachesTheLogAfterTheIndexWasRebuiltIsNotGranted() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch rebuilt = new CountDownLatch(1);
        EffectLog late =
                logs.startHeldUpBy(() -> {
                    sending.countDown();
                    awaitUninterruptibly(rebuilt);
                });
        await().atMost(TIMEOUT).until(late::ready);
        Call call = SampleEffects.call(true);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CallOutcome> first = pool.submit(() -> invoke(late, call));
            sending.await();
            logs.emptyRedis();
            await().atMost(TIMEOUT)
                    .ignoreExceptionsMatching(EffectsIT::isUnavailable)
                    .untilAsserted(() ->
                            assertThat(invoke(two, call))
                                    .isInstanceOf(CallOutcome.Succeeded.class));
            rebuilt.countDown();
            assertThatThrownBy(first::get).hasCauseInstanceOf(FleetException.class);
        }
        assertThat(executions.get(ToolEffect.of(call).key())).hasValue(1);
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(logs.logged(ToolEffect.of(call))).last().isEqualTo("done"));
    }

    @Test
    void anAttemptThatWasTakenOverDoesNotHaveTheLastWord() throws Exception {
        Call call = SampleEffects.call(true);
        ToolEffect effect = ToolEffect.of(call);
        one.claim(effect, EffectLog.NOTHING);
        EffectLog other = logs.start();
        logs.kill(one);
        assertThat(invoke(other, call)).isInstanceOf(CallOutcome.Succeeded.class);

        one.ended(effect, new EffectState.Failed("too late"));
        one.ended(effect, new EffectState.Ambiguous());
        assertThat(logs.logged(effect)).containsExactly("intended", "intended", "done");
    }

    @Test
    void runsNothingWhileKafkaDoesNotTakeTheIntent() throws Exception {
        EffectLog lonely = logs.startWithoutKafka();
        await().atMost(TIMEOUT).until(lonely::ready);
        Call call = SampleEffects.call(true);

        assertThatThrownBy(() -> invoke(lonely, call)).matches(EffectsIT::isUnavailable);
        assertThat(executions).isEmpty();
        assertThat(invoke(two, call)).isInstanceOf(CallOutcome.Succeeded.class);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isUnavailable(Throwable thrown) {
        return thrown instanceof FleetException e && e.code() == ErrorCode.UNAVAILABLE;
    }

    private CallOutcome invoke(EffectLog log, Call asked) throws ToolEndpoint.Failure {
        ToolEndpoint tool =
                call -> {
                    String key = call.caller().idempotencyKey();
                    int times =
                            executions
                                    .computeIfAbsent(key, _ -> new AtomicInteger())
                                    .incrementAndGet();
                    return new CallOutcome.Succeeded("{\"times\":%d}".formatted(times), List.of());
                };
        return new EffectOnce(tool, log, new ResultSizeLimit(1_000)).execute(asked);
    }
}
