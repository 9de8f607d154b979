package io.agentfleet.orchestrator.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.orchestrator.ledger.ModelCall;
import io.agentfleet.orchestrator.ledger.SampleCalls;
import io.agentfleet.orchestrator.ledger.TaskCosts;
import io.agentfleet.taskmodel.run.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RedisCostLedgerIT {

    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
    private static final Instant NOW =
            SampleCalls.DAY.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();

    private static TestRedis redis;

    private final RedisCostLedger ledger =
            new RedisCostLedger(
                    redis.connection(), JSON, Duration.ofDays(10), InstantSource.fixed(NOW));

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        ledger.forget(true);
        complete(List.of(0, 1));
    }

    private void complete(List<Integer> partitions) {
        assertThat(ledger.complete(ledger.beginRestore(), partitions)).isTrue();
    }

    private List<TaskCosts> read(Optional<String> tenant) {
        List<TaskCosts> found = new ArrayList<>();
        ledger.read(tenant, SampleCalls.DAY, found::add);
        return found;
    }

    @Test
    void aCallThatComesTwiceCountsOnce() {
        ModelCall first = SampleCalls.call("t", 1, 500);
        ModelCall second = SampleCalls.call("t", 2, 7);

        assertThat(ledger.add(0, List.of(first, first)).orElseThrow().sessionAfter())
                .isEqualTo(new Money(500));
        RedisCostLedger.Added added = ledger.add(0, List.of(second, first)).orElseThrow();
        assertThat(added.sessionBefore()).isEqualTo(new Money(500));
        assertThat(added.sessionAfter()).isEqualTo(new Money(507));
        RedisCostLedger.Added again = ledger.add(0, List.of(first, second)).orElseThrow();

        assertThat(again.account()).isEqualTo(added.account());
        assertThat(again.sessionAfter()).isEqualTo(again.sessionBefore());
        assertThat(read(Optional.empty())).containsExactly(added.account());
    }

    @Test
    void manyWhoAddAtOnceLoseNothing() throws InterruptedException {
        List<ModelCall> calls = SampleCalls.random("t", "default", 200, new Random(1));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int mine = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int c = mine; c < calls.size(); c += 6) {
                                    var _ = ledger.add(0, List.of(calls.get(c))).orElseThrow();
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(read(Optional.empty()))
                .singleElement()
                .satisfies(account -> assertThat(account.sums()).isEqualTo(SampleCalls.sum(calls)));
    }

    @Test
    void nothingIsAddedToALedgerThatWasLost() {
        ledger.forget(false);

        assertThat(ledger.add(0, List.of(SampleCalls.call("t", 1, 500)))).isEmpty();
        assertThat(read(Optional.empty())).isEmpty();
        complete(List.of(0));
        assertThat(ledger.completed()).containsExactly(0);
        assertThat(ledger.add(0, List.of(SampleCalls.call("t", 1, 500)))).isPresent();
        assertThat(ledger.add(1, List.of(SampleCalls.call("u", 1, 500)))).isEmpty();
    }

    @Test
    void anAccountOfTheLogNeverTakesThePlaceOfAFullerOne() {
        TaskCosts one =
                ledger.add(0, List.of(SampleCalls.call("t", 1, 500))).orElseThrow().account();
        TaskCosts two = ledger.add(0, List.of(SampleCalls.call("t", 2, 7))).orElseThrow().account();

        ledger.restore(one);
        assertThat(read(Optional.empty())).containsExactly(two);
        ledger.forget(true);
        ledger.restore(one);
        ledger.restore(two);
        ledger.restore(two);
        assertThat(read(Optional.empty())).containsExactly(two);
        complete(List.of(0));
        assertThat(ledger.add(0, List.of(SampleCalls.call("t", 3, 1))).orElseThrow())
                .satisfies(added -> {
                    assertThat(added.sessionBefore()).isEqualTo(new Money(507));
                    assertThat(added.sessionAfter()).isEqualTo(new Money(508));
                });
    }

    @Test
    void aLedgerThatWasLostWhileItWasRestoredIsNotComplete() {
        ledger.forget(true);
        String token = ledger.beginRestore();
        assertThat(ledger.beginRestore()).isEqualTo(token);

        redis.connection().deleteAll("*");

        assertThat(ledger.complete(token, List.of(0))).isFalse();
        assertThat(ledger.completed()).isEmpty();
        String next = ledger.beginRestore();
        ledger.forget(true);
        assertThat(ledger.complete(next, List.of(0))).isFalse();
        complete(List.of(0));
    }

    @Test
    void aTenantSeesItsOwnCosts() {
        ModelCall acme =
                SampleCalls.call("a", "acme", 1, SampleCalls.DAY, SampleCalls.usage(1, 1, 5));
        ModelCall umbrella =
                SampleCalls.call("u", "umbrella", 1, SampleCalls.DAY, SampleCalls.usage(1, 1, 7));
        TaskCosts ofAcme = ledger.add(0, List.of(acme)).orElseThrow().account();
        TaskCosts ofUmbrella = ledger.add(1, List.of(umbrella)).orElseThrow().account();

        assertThat(read(Optional.of("acme"))).containsExactly(ofAcme);
        assertThat(read(Optional.of("umbrella"))).containsExactly(ofUmbrella);
        assertThat(read(Optional.of("nobody"))).isEmpty();
        assertThat(read(Optional.empty())).containsExactlyInAnyOrder(ofAcme, ofUmbrella);
    }

    @Test
    void whatIsOlderThanItIsKeptIsNotPutBack() {
        ModelCall old =
                SampleCalls.call(
                        "old",
                        "default",
                        1,
                        SampleCalls.DAY.minusDays(30),
                        SampleCalls.usage(1, 1, 5));
        ledger.restore(TaskCosts.before(old).with(List.of(old)));

        List<TaskCosts> found = new ArrayList<>();
        ledger.read(Optional.empty(), SampleCalls.DAY.minusDays(60), found::add);
        assertThat(found).isEmpty();
    }
}
