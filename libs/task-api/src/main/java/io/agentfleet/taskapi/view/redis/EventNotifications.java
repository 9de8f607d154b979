package io.agentfleet.taskapi.view.redis;

import io.agentfleet.messaging.redis.RedisSubscriptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes those who wait for a task's events: one subscription per process, made again after Redis
 * was away. A message may be missed (between a look and the wait, or while Redis is away), so no
 * wait is longer than the fallback.
 */
final class EventNotifications {

    private static final Duration FALLBACK = Duration.ofMillis(200);

    private final ChannelListener channel;
    private final ConcurrentHashMap<String, Set<CountDownLatch>> waiting =
            new ConcurrentHashMap<>();

    EventNotifications(RedisSubscriptions redis) {
        this.channel = new ChannelListener(redis, "fleet:news", this::wake);
    }

    void await(String task, Duration atMost) throws InterruptedException {
        channel.listen();
        CountDownLatch latch = new CountDownLatch(1);
        waiting.compute(task, (id, latches) -> with(latches, latch));
        try {
            long longest = Math.min(atMost.toMillis(), FALLBACK.toMillis());
            boolean ignored = latch.await(longest, TimeUnit.MILLISECONDS);
        } finally {
            waiting.computeIfPresent(
                    task,
                    (id, latches) -> {
                        latches.remove(latch);
                        return latches.isEmpty() ? null : latches;
                    });
        }
    }

    private static Set<CountDownLatch> with(
            @Nullable Set<CountDownLatch> latches, CountDownLatch latch) {
        Set<CountDownLatch> all = latches == null ? ConcurrentHashMap.newKeySet() : latches;
        all.add(latch);
        return all;
    }

    private void wake(String task) {
        waiting.getOrDefault(task, Set.of()).forEach(CountDownLatch::countDown);
    }
}
