package io.agentfleet.orchestrator.directory;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.agentfleet.schemas.wire.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code agent.versions} from its beginning and keeps reading, on one thread of its own, so
 * every replica knows all agents. An announcement that cannot be read is skipped and logged: the
 * agent will announce itself again.
 */
public final class DirectoryReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DirectoryReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final EventCodec<AgentCardEvent> codec;
    private final AgentTopics topics;
    private final AgentDirectory directory = new AgentDirectory(this::catchUp);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Thread thread;
    private long asked;
    private long answered = -1;
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;

    public DirectoryReader(String bootstrapServers, EventCodec<AgentCardEvent> codec) {
        this.bootstrapServers = bootstrapServers;
        this.codec = codec;
        this.topics = new AgentTopics(bootstrapServers);
        this.thread = Thread.ofPlatform().name("agent-directory").daemon().unstarted(this::read);
    }

    public void start() {
        thread.start();
    }

    public AgentDirectory directory() {
        return directory;
    }

    /** True once all announcements were read that there were at the start. */
    public boolean isRead() {
        lock.lock();
        try {
            return answered >= 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything was read that stands on the topic now, for three seconds at most. */
    private void catchUp() {
        lock.lock();
        try {
            long mine = ++asked;
            long left = PATIENCE.toNanos();
            while (answered < mine && left > 0) {
                left = progress.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                open = consumer;
                readAll(consumer);
            } catch (WakeupException e) {
                LOG.debug("agent_directory_stopped");
            } catch (RuntimeException e) {
                LOG.warnf(e, "agent_directory_interrupted");
                pause();
            }
        }
    }

    private void readAll(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            pause();
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!closed) {
            long question = question();
            Map<TopicPartition, Long> ends =
                    question > lastAnswer() ? consumer.endOffsets(partitions) : Map.of();
            do {
                consumer.poll(POLL).forEach(this::note);
            } while (!closed && !hasReached(consumer, ends));
            if (!ends.isEmpty()) {
                answer(question);
            }
        }
    }

    private static boolean hasReached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void note(ConsumerRecord<byte[], byte[]> card) {
        try {
            AgentCardEvent event = codec.decode(Topics.AGENT_VERSIONS, card.value());
            AgentName name = new AgentName(event.getName());
            topics.ensure(name);
            directory.note(
                    new AgentEntry(
                            name,
                            event.getVersion(),
                            event.getDescription(),
                            List.of(event.getAddress())));
        } catch (FleetException | IllegalArgumentException e) {
            if (e instanceof FleetException refusal && refusal.code().retryable()) {
                throw refusal;
            }
            LOG.warnf("agent_card_unreadable offset=%d reason=%s", card.offset(), e.getMessage());
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<PartitionInfo> known = consumer.partitionsFor(Topics.AGENT_VERSIONS);
        return known == null
                ? List.of()
                : known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private long question() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private long lastAnswer() {
        lock.lock();
        try {
            return answered;
        } finally {
            lock.unlock();
        }
    }

    private void answer(long question) {
        lock.lock();
        try {
            answered = question;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
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
    }
}
