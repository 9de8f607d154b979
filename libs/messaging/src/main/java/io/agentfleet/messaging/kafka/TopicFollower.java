package io.agentfleet.messaging.kafka;

import io.agentfleet.schemas.FleetException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A consumer on a thread of its own for as long as a service runs. It is opened and given to the
 * reading; when that fails or returns before the end, it is closed, and after a pause a new one is
 * opened. So a broker that is away is waited for, and nothing else ends the reading but {@link
 * #close()}.
 *
 * <p>Offsets are not committed unless the reading does; only committed records are read; topics are
 * not made. The consumer's meters are bound while it is open.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final String name;
    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final MeterRegistry meters;
    private final Consumer<KafkaConsumer<byte[], byte[]>> reading;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;

    /**
     * @param name of the thread and of the client, and in logs
     * @param settings besides those that every reader has
     * @param reading reads until {@link #isClosed()}; gets a consumer without topics
     */
    public TopicFollower(
            String name,
            KafkaClientSettings kafka,
            Map<String, Object> settings,
            MeterRegistry meters,
            Consumer<KafkaConsumer<byte[], byte[]>> reading) {
        this.name = name;
        this.consumers = () -> consumer(name, kafka, settings);
        this.meters = meters;
        this.reading = reading;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /**
     * A consumer that commits nothing, reads committed records only and makes no topics; the caller
     * closes it.
     *
     * @param settings besides those, and before them
     */
    public static KafkaConsumer<byte[], byte[]> consumer(
            String name, KafkaClientSettings kafka, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(kafka.with(settings));
        all.put("isolation.level", "read_committed");
        all.put("enable.auto.commit", false);
        all.put("allow.auto.create.topics", false);
        all.put("client.id", name);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Gives a consumer all partitions of a topic, without a group; none if it is not there yet. */
    public static List<TopicPartition> assign(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        @Nullable List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            return List.of();
        }
        List<TopicPartition> partitions =
                known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        consumer.assign(partitions);
        return partitions;
    }

    /** True once the consumer stands at or after these offsets. */
    public static boolean hasReached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    public void start() {
        thread.start();
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        while (!isClosed()) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumers.get();
                    KafkaClientMetrics measured = new KafkaClientMetrics(consumer)) {
                measured.bindTo(meters);
                open = consumer;
                reading.accept(consumer);
            } catch (WakeupException e) {
                LOG.debugf("reader_stopped reader=%s", name);
            } catch (FleetException e) {
                LOG.warnf("reader_interrupted reader=%s reason=%s", name, e.getMessage());
            } catch (RuntimeException e) {
                LOG.warnf(e, "reader_interrupted reader=%s", name);
            }
            pause();
        }
    }

    private void pause() {
        try {
            boolean ignored = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the reading; it may take a moment longer than this waits. */
    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
