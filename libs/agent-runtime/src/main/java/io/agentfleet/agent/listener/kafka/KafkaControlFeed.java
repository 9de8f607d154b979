package io.agentfleet.agent.listener.kafka;

import io.agentfleet.agent.listener.ControlFeed;
import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of {@code agent.control} without a consumer group. When Kafka was away, it reads the
 * last day again.
 */
public final class KafkaControlFeed implements ControlFeed, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KafkaControlFeed.class);
    private static final Duration BACK = Duration.ofDays(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaClientSettings kafka;
    private final Supplier<EventCodec<AgentControlEvent>> codec;
    private final MeterRegistry meters;
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;

    /**
     * @param codec asked when the first order arrives
     */
    public KafkaControlFeed(
            KafkaClientSettings kafka,
            Supplier<EventCodec<AgentControlEvent>> codec,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.codec = codec;
        this.meters = meters;
    }

    @Override
    public void follow(Consumer<AgentControlEvent> orders, Runnable known) {
        Thread.ofPlatform().daemon().name("agent-control").start(() -> read(orders, known));
    }

    private void read(Consumer<AgentControlEvent> orders, Runnable known) {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                    KafkaClientMetrics measured = new KafkaClientMetrics(consumer)) {
                measured.bindTo(meters);
                open = consumer;
                readAll(consumer, orders, known);
                Thread.sleep(PAUSE);
            } catch (WakeupException e) {
                LOG.debug("control_feed_closed");
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("control_feed_interrupted reason=%s", e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void readAll(
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<AgentControlEvent> orders,
            Runnable known)
            throws InterruptedException {
        List<PartitionInfo> found = consumer.partitionsFor(Topics.CONTROL);
        if (found == null || found.isEmpty()) {
            known.run(); // no topic yet, so no order yet
            return;
        }
        List<TopicPartition> partitions =
                found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        seek(consumer, ends);
        boolean told = false;
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> order : consumer.poll(POLL)) {
                tell(order, orders);
            }
            if (!told && hasReached(consumer, ends)) {
                known.run();
                told = true;
            }
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        long since = Instant.now().minus(BACK).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, since));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        ends.forEach((partition, end) -> {
            @Nullable OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? end : start.offset());
        });
    }

    private static boolean hasReached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void tell(ConsumerRecord<byte[], byte[]> record, Consumer<AgentControlEvent> orders)
            throws InterruptedException {
        try {
            orders.accept(
                    RetryUntilAvailable.until(
                            () -> codec.get().decode(Topics.CONTROL, record.value())));
        } catch (FleetException e) {
            // one dead letter per fleet is enough: the orchestrator writes it
            LOG.warnf(
                    "control_unreadable place=%s-%d@%d reason=%s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(
                        Map.of(
                                "client.id",
                                "agent-control",
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                false,
                                "allow.auto.create.topics",
                                false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        closed = true;
        @Nullable KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
