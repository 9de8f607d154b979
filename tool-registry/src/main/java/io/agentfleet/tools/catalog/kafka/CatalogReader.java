package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads tool.definitions from its beginning and follows it, without a consumer group: every replica
 * reads all of it. After a failure it reads all of it again.
 */
final class CatalogReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CatalogReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(3);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final TopicFollower reader;
    private final DefinitionRecords records;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Long> positions = new HashMap<>();
    private volatile boolean caughtUp;
    private volatile Instant lastContact = Instant.EPOCH;

    CatalogReader(
            KafkaClientSettings kafka,
            MeterRegistry meters,
            DefinitionRecords records,
            InstantSource clock) {
        this.reader =
                new TopicFollower(
                        "tool-registry-catalog",
                        kafka,
                        Map.of("default.api.timeout.ms", (int) ASK.toMillis()),
                        meters,
                        this::follow);
        this.records = records;
        this.clock = clock;
    }

    void start() {
        reader.start();
    }

    /** Ends the reading soon. */
    @Override
    public void close() {
        reader.close();
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = TopicFollower.assign(consumer, Topics.TOOL_DEFINITIONS);
        if (partitions.isEmpty()) {
            LOG.warnf("topic_missing topic=%s", Topics.TOOL_DEFINITIONS);
            return;
        }
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
        lastContact = clock.instant();
        boolean atEnd = false;
        while (!reader.isClosed()) {
            consumer.poll(POLL).forEach(records::apply);
            partitions.forEach(one -> moveTo(one.partition(), consumer.position(one)));
            if (!atEnd && TopicFollower.hasReached(consumer, ends)) {
                records.caughtUp();
                caughtUp = true;
                atEnd = true;
            }
            if (atEnd) {
                records.restore();
            }
            if (clock.instant().isAfter(lastContact.plus(ASK_AGAIN))) {
                consumer.endOffsets(partitions, ASK);
                lastContact = clock.instant();
            }
        }
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
