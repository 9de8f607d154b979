package io.agentfleet.taskapi.projection;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * Feeds the views from {@code agent.events} and {@code agent.steps}, with one consumer for both.
 *
 * <p>Steps lead: before task events go into the views, all steps do that were on the log when it
 * was read. So a task's steps are there before its end is, in a rebuild as well, and who watches a
 * task to its end has seen all of it. Both topics need the same number of partitions: a session's
 * steps and task events then come to the same replica.
 *
 * <p>{@link ViewOffsetTracker} decides where it continues, also after views were lost.
 */
public final class ViewUpdater implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST_POLLED = 2_000;
    private static final int MOST_HELD = 10_000;

    /**
     * A task's events that arrive together are one write; a delay of 100 ms is not visible to a
     * client.
     */
    private static final int WORTH_A_BATCH = 32 * 1024;

    private static final List<String> TOPICS = List.of(Topics.EVENTS, Topics.STEPS);

    private final TopicFollower reader;
    private final ViewOffsets positions;
    private final ViewBatch batch;
    private volatile int partitions;

    public ViewUpdater(
            KafkaClientSettings kafka,
            ViewProjector projector,
            ViewOffsets positions,
            RecordLog log,
            ViewMeters meters,
            MeterRegistry registry) {
        this.positions = positions;
        this.batch = new ViewBatch(projector, log, meters);
        this.reader = new TopicFollower("view-feed", kafka, settings(), registry, this::feed);
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("group.id", "orchestrator-views");
        settings.put("auto.offset.reset", "earliest");
        settings.put("partition.assignment.strategy", RangeAssignor.class.getName());
        settings.put("max.poll.records", MOST_POLLED);
        settings.put("fetch.min.bytes", WORTH_A_BATCH);
        settings.put("fetch.max.wait.ms", 100);
        settings.put("session.timeout.ms", 10_000);
        return settings;
    }

    public void start() {
        reader.start();
    }

    /** How many partitions there are to read, of all replicas; 0 until that is known. */
    int partitions() {
        return partitions;
    }

    private void feed(KafkaConsumer<byte[], byte[]> consumer) {
        ViewOffsetTracker offsets =
                new ViewOffsetTracker(consumer, positions, InstantSource.system());
        consumer.subscribe(TOPICS, offsets);
        long looked = System.nanoTime();
        while (!reader.isClosed()) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            boolean look = System.nanoTime() - looked > LOOK_EVERY.toNanos();
            if (!polled.isEmpty()) {
                batch.project(withSteps(consumer, polled, offsets));
            }
            if (!polled.isEmpty() || look) {
                offsets.commit(partition -> true);
            }
            if (look) {
                looked = System.nanoTime();
                partitions = TOPICS.stream().mapToInt(t -> consumer.partitionsFor(t).size()).sum();
            }
        }
    }

    /** The polled records, and the steps that are on the log before their task events. */
    private List<ConsumerRecord<byte[], byte[]>> withSteps(
            KafkaConsumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> polled,
            ViewOffsetTracker offsets) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        polled.forEach(all::add);
        Map<TopicPartition, Long> ends = consumer.endOffsets(stepsBeside(consumer, polled));
        try {
            while (!reader.isClosed() && isBehind(consumer, ends)) {
                consumer.pause(others(consumer, ends.keySet()));
                consumer.poll(POLL).forEach(all::add);
                if (all.size() > MOST_HELD) {
                    all = eventsAfterSteps(all);
                    offsets.commit(ends::containsKey);
                }
            }
        } finally {
            consumer.resume(consumer.paused());
        }
        return all;
    }

    private static Set<TopicPartition> stepsBeside(
            KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled) {
        return polled.partitions().stream()
                .filter(partition -> partition.topic().equals(Topics.EVENTS))
                .map(partition -> new TopicPartition(Topics.STEPS, partition.partition()))
                .filter(consumer.assignment()::contains)
                .collect(Collectors.toSet());
    }

    private static boolean isBehind(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Set<TopicPartition> mine = consumer.assignment();
        return ends.entrySet().stream()
                .filter(end -> mine.contains(end.getKey()))
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private static Set<TopicPartition> others(
            KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> these) {
        return consumer.assignment().stream()
                .filter(partition -> !these.contains(partition))
                .collect(Collectors.toSet());
    }

    /** Projects many steps at once, so that only task events are held in memory. */
    private List<ConsumerRecord<byte[], byte[]>> eventsAfterSteps(
            List<ConsumerRecord<byte[], byte[]>> all) {
        Map<Boolean, List<ConsumerRecord<byte[], byte[]>>> parts =
                all.stream()
                        .collect(Collectors.partitioningBy(r -> r.topic().equals(Topics.EVENTS)));
        batch.project(parts.getOrDefault(false, List.of()));
        return new ArrayList<>(parts.getOrDefault(true, List.of()));
    }

    @Override
    public void close() {
        reader.close();
        batch.close();
    }
}
