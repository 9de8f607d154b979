package io.agentfleet.orchestrator.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.agent.log.RecordLog;
import io.agentfleet.agent.redis.RedisConnection;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.wire.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the views from {@code agent.events} and {@code agent.steps}: one consumer for both, so that
 * what happened first is told first. Sessions of a batch are projected side by side, the records of
 * one session in order; a batch is committed when all of it is in the views. Views that were lost
 * are projected again from the beginning of the log.
 */
public final class ViewFeed implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ViewFeed.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final ViewProjector projector;
    private final ProjectedMarks marks;
    private final RecordLog log;
    private final Thread thread;
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;

    public ViewFeed(
            String bootstrapServers,
            ViewProjector projector,
            RedisConnection redis,
            RecordLog log) {
        this.bootstrapServers = bootstrapServers;
        this.projector = projector;
        this.marks = ProjectedMarks.in(redis);
        this.log = log;
        this.thread = Thread.ofPlatform().name("view-feed").daemon().unstarted(this::feed);
    }

    public void start() {
        thread.start();
    }

    private void feed() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                open = consumer;
                consumer.subscribe(List.of(Topics.EVENTS, Topics.STEPS));
                feed(consumer);
            } catch (WakeupException e) {
                LOG.debug("view_feed_stopped");
            } catch (RuntimeException e) {
                LOG.warnf(e, "view_feed_interrupted");
                pause();
            }
        }
    }

    private void feed(KafkaConsumer<byte[], byte[]> consumer) {
        long looked = System.nanoTime() - LOOK_EVERY.toNanos();
        while (!closed) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            if (System.nanoTime() - looked >= LOOK_EVERY.toNanos()
                    && !consumer.assignment().isEmpty()) {
                looked = System.nanoTime();
                if (startOver(consumer)) {
                    continue;
                }
            }
            if (!batch.isEmpty()) {
                project(batch);
                consumer.commitSync();
            }
        }
    }

    /** True if views were lost: their partitions are read again from the beginning. */
    private boolean startOver(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> lost =
                consumer.assignment().stream().filter(p -> !marks.isSet(p)).toList();
        if (lost.isEmpty()) {
            return false;
        }
        LOG.infof("views_rebuilt_from_log partitions=%s", lost);
        consumer.seekToBeginning(lost);
        lost.forEach(marks::set);
        return true;
    }

    private void project(ConsumerRecords<byte[], byte[]> batch) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        batch.forEach(all::add);
        Map<String, List<ConsumerRecord<byte[], byte[]>>> bySession =
                all.stream()
                        .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                        .collect(Collectors.groupingBy(ViewFeed::session));
        List<Future<?>> projections = new ArrayList<>();
        bySession
                .values()
                .forEach(records ->
                        projections.add(sessions.submit(() -> records.forEach(this::project))));
        for (Future<?> projection : projections) {
            await(projection);
        }
    }

    private static String session(ConsumerRecord<byte[], byte[]> found) {
        return found.key() == null ? "" : new String(found.key(), UTF_8);
    }

    private static void await(Future<?> projection) {
        try {
            projection.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a record could not be projected", e);
        }
    }

    /** Tries until the record is in the views or buried; a record is never passed over. */
    private void project(ConsumerRecord<byte[], byte[]> found) {
        while (!closed) {
            try {
                projector.project(found.topic(), found.value());
                return;
            } catch (FleetException e) {
                if (!e.code().retryable()) {
                    bury(found, e.code(), e);
                    return;
                }
                LOG.warnf("views_wait reason=%s", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                bury(found, ErrorCode.INVALID_ARGUMENT, e);
                return;
            }
        }
        throw new IllegalStateException("stopped before the record was projected");
    }

    private void bury(ConsumerRecord<byte[], byte[]> found, ErrorCode code, RuntimeException why) {
        LOG.warnf(
                "dead_letter topic=%s partition=%d offset=%d reason=%s",
                found.topic(), found.partition(), found.offset(), why.getMessage());
        log.bury(
                DeadLetter.of(
                        found.topic(),
                        found.partition(),
                        found.offset(),
                        found.key(),
                        found.value(),
                        found.headers(),
                        code,
                        String.valueOf(why.getMessage())));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "orchestrator-views",
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "fetch.max.wait.ms",
                        50,
                        "session.timeout.ms",
                        10_000,
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sessions.shutdownNow();
    }
}
