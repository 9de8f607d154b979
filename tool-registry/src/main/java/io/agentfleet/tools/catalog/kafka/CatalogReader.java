package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads tool.definitions from its beginning and follows it, without a consumer group: every replica
 * reads all of it. Runs on one thread until it is stopped; starts again after a failure.
 */
final class CatalogReader implements Runnable {

    private static final Logger LOG = Logger.getLogger(CatalogReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(3);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final DefinitionRecords records;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Long> positions = new HashMap<>();
    private volatile boolean caughtUp;
    private volatile Instant lastContact = Instant.EPOCH;

    CatalogReader(
            Supplier<Consumer<String, byte[]>> consumers,
            DefinitionRecords records,
            InstantSource clock) {
        this.consumers = consumers;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!stopping()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (RuntimeException e) {
                LOG.warn("catalog_not_readable", e);
            }
            pause();
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.TOOL_DEFINITIONS, ASK).stream()
                        .map(CatalogReader::partition)
                        .toList();
        if (partitions.isEmpty()) {
            LOG.warnf("topic_missing topic=%s", Topics.TOOL_DEFINITIONS);
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
        lastContact = clock.instant();
        while (!stopping()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                apply(record);
            }
            partitions.forEach(one -> moveTo(one.partition(), consumer.position(one)));
            if (!caughtUp && hasPassed(ends)) {
                records.caughtUp();
                caughtUp = true;
            }
            if (clock.instant().isAfter(lastContact.plus(ASK_AGAIN))) {
                consumer.endOffsets(partitions, ASK);
                lastContact = clock.instant();
            }
        }
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    /** Applies a record, however long the schema registry is away. */
    private void apply(ConsumerRecord<String, byte[]> record) {
        while (!stopping()) {
            try {
                records.apply(record);
                return;
            } catch (FleetException e) {
                LOG.warnf("definition_waits reason=%s", e.getMessage());
                pause();
            }
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            boolean _ = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    /** Ends the reading soon. */
    void stop() {
        stop.countDown();
    }

    private void moveTo(int partition, long position) {
        lock.lock();
        try {
            positions.put(partition, position);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasPassed(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end ->
                        positions.getOrDefault(end.getKey().partition(), 0L) >= end.getValue());
    }

    /** True once what stood in the log at the start is applied. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** When the log last answered. */
    Instant lastContact() {
        return lastContact;
    }

    /** Waits until the record at this place is applied; false if that took longer. */
    boolean awaitApplied(int partition, long offset, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (positions.getOrDefault(partition, 0L) <= offset) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
