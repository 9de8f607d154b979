package io.agentfleet.agent.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.schemas.SessionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SessionLanesTest {

    @Test
    void keepsTheOrderOfEachSessionAndNeverOverlapsIt() throws InterruptedException {
        SessionLanes lanes = new SessionLanes(500);
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(50 * 40);
        for (int i = 0; i < 40; i++) {
            for (int s = 0; s < 50; s++) {
                String session = "s" + s;
                int number = i;
                lanes.enter(
                        new SessionId(session),
                        () -> {
                            AtomicInteger here =
                                    inside.computeIfAbsent(session, x -> new AtomicInteger());
                            if (here.incrementAndGet() > 1) {
                                overlaps.incrementAndGet();
                            }
                            LockSupport.parkNanos(1_000);
                            seen.computeIfAbsent(
                                            session,
                                            x -> Collections.synchronizedList(new ArrayList<>()))
                                    .add(number);
                            here.decrementAndGet();
                            done.countDown();
                        },
                        () -> true);
            }
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(seen.values()).hasSize(50).allSatisfy(order -> assertThat(order).isSorted());
    }

    @Test
    void runsDifferentSessionsSideBySide() throws InterruptedException {
        SessionLanes lanes = new SessionLanes(10);
        CyclicBarrier all = new CyclicBarrier(5);
        CountDownLatch met = new CountDownLatch(5);
        for (int s = 0; s < 5; s++) {
            lanes.enter(
                    new SessionId("s" + s),
                    () -> {
                        try {
                            all.await(5, TimeUnit.SECONDS);
                            met.countDown();
                        } catch (Exception e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    () -> true);
        }
        assertThat(met.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsNobodyInWhileItIsFull() throws InterruptedException {
        SessionLanes lanes = new SessionLanes(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        lanes.enter(
                new SessionId("a"),
                () -> {
                    awaitQuietly(leave);
                    ran.incrementAndGet();
                },
                () -> true);
        Thread second = Thread.ofVirtual().start(() -> enterQuietly(lanes, ran));
        await().until(() -> second.getState() == Thread.State.WAITING);
        assertThat(lanes.busy()).isEqualTo(1);
        leave.countDown();
        await().untilAsserted(() -> assertThat(ran).hasValue(2));
    }

    @Test
    void throwsOutWhatIsNoLongerWantedAndLetsOthersIn() throws InterruptedException {
        SessionLanes lanes = new SessionLanes(2);
        AtomicBoolean wanted = new AtomicBoolean(true);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        lanes.enter(new SessionId("a"), () -> awaitQuietly(leave), () -> true);
        lanes.enter(new SessionId("a"), () -> ran.addAndGet(100), wanted::get);
        wanted.set(false);
        lanes.sweep();
        lanes.enter(new SessionId("a"), ran::incrementAndGet, () -> true);
        leave.countDown();
        await().untilAsserted(() -> assertThat(lanes.busy()).isZero());
        assertThat(ran).hasValue(1);
    }

    @Test
    void goesOnAfterWorkThatBroke() throws InterruptedException {
        SessionLanes lanes = new SessionLanes(2);
        AtomicInteger ran = new AtomicInteger();
        lanes.enter(
                new SessionId("b"),
                () -> {
                    throw new StackOverflowError("broken on purpose");
                },
                () -> true);
        enterQuietly(lanes, ran);
        await().untilAsserted(() -> assertThat(ran).hasValue(1));
        await().untilAsserted(() -> assertThat(lanes.busy()).isZero());
    }

    private static void enterQuietly(SessionLanes lanes, AtomicInteger ran) {
        try {
            lanes.enter(new SessionId("b"), ran::incrementAndGet, () -> true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
