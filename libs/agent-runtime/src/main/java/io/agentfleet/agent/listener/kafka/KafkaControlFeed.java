package io.agentfleet.agent.listener.kafka;

import io.agentfleet.agent.listener.ControlFeed;
import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
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

    private final KafkaClientSettings kafka;
    private final Supplier<EventCodec<AgentControlEvent>> codec;
    private final MeterRegistry meters;
    private volatile @Nullable TopicFollower reader;

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
        TopicFollower follower =
                new TopicFollower(
                        "agent-control",
                        kafka,
                        Map.of(),
                        meters,
                        consumer -> read(consumer, orders, known));
        reader = follower;
        follower.start();
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<AgentControlEvent> orders,
            Runnable known) {
        List<TopicPartition> partitions = TopicFollower.assign(consumer, Topics.CONTROL);
        if (partitions.isEmpty()) {
            known.run(); // no topic yet, so no order yet
            return;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        seek(consumer, ends);
        boolean caughtUp = false;
        while (!isClosed()) {
            for (ConsumerRecord<byte[], byte[]> order : consumer.poll(POLL)) {
                publish(order, orders);
            }
            if (!caughtUp && TopicFollower.hasReached(consumer, ends)) {
                known.run();
                caughtUp = true;
            }
        }
    }

    private boolean isClosed() {
        @Nullable TopicFollower follower = reader;
        return follower != null && follower.isClosed();
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

    private void publish(
            ConsumerRecord<byte[], byte[]> record, Consumer<AgentControlEvent> orders) {
        try {
            orders.accept(codec.get().decode(Topics.CONTROL, record.value()));
        } catch (FleetException e) {
            if (e.code().retryable()) {
                throw e; // the follower reads the last day again
            }
            // one dead letter per fleet is enough: the orchestrator writes it
            LOG.warnf(
                    "control_unreadable place=%s-%d@%d reason=%s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        @Nullable TopicFollower follower = reader;
        if (follower != null) {
            follower.close();
        }
    }
}
