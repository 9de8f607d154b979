package io.agentfleet.bench.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** How far the orchestrator's views are behind the log. */
public final class ViewLag implements AutoCloseable {

    private static final String GROUP = "orchestrator-views";
    private static final List<String> TOPICS = List.of("agent.events", "agent.steps");
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Admin admin;

    public ViewLag(String bootstrap) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /**
     * Offsets that are not committed by the views' feed yet; the last one of a partition may be a
     * transaction's marker, which is never committed, and does not count.
     */
    public long records() throws InterruptedException {
        try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((p, offset) -> {
                        if (offset != null) {
                            committed.put(p, offset.offset());
                        }
                    });
            return ends().entrySet().stream()
                    .mapToLong(end ->
                            Math.max(
                                    0,
                                    end.getValue() - committed.getOrDefault(end.getKey(), 0L) - 1))
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the views' lag cannot be read: " + e.getCause(), e);
        }
    }

    /** Waits until nothing is left; returns how long that took, or the limit. */
    public Duration awaitNone(Duration atMost) throws InterruptedException {
        long begun = System.nanoTime();
        while (records() > 0 && System.nanoTime() - begun < atMost.toNanos()) {
            Thread.sleep(LOOK);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Collection<TopicDescription> topics =
                admin.describeTopics(TOPICS).allTopicNames().get().values();
        Map<TopicPartition, OffsetSpec> asked =
                topics.stream()
                        .flatMap(topic ->
                                topic.partitions().stream()
                                        .map(p -> new TopicPartition(topic.name(), p.partition())))
                        .collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((p, found) -> ends.put(p, found.offset()));
        return ends;
    }

    @Override
    public void close() {
        admin.close();
    }
}
