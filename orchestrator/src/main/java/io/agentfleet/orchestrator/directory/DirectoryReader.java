package io.agentfleet.orchestrator.directory;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads {@code agent.versions} from its beginning and keeps reading, so every replica knows all
 * agents. An announcement that cannot be read is skipped and logged: the agent will announce itself
 * again.
 */
public final class DirectoryReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DirectoryReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final EventCodec<AgentCardEvent> codec;
    private final AgentTopicCreator topicCreator;
    private final AgentDirectory directory = new AgentDirectory(this::catchUp);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final TopicFollower reader;
    private long asked;
    private long answered = -1;

    public DirectoryReader(
            KafkaClientSettings kafka, EventCodec<AgentCardEvent> codec, MeterRegistry meters) {
        this.codec = codec;
        this.topicCreator = new AgentTopicCreator(kafka);
        this.reader = new TopicFollower("agent-directory", kafka, Map.of(), meters, this::readAll);
    }

    public void start() {
        reader.start();
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
            long left = TIMEOUT.toNanos();
            while (answered < mine && left > 0) {
                left = progress.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void readAll(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = TopicFollower.assign(consumer, Topics.AGENT_VERSIONS);
        if (partitions.isEmpty()) {
            return; // the topic is not there yet
        }
        consumer.seekToBeginning(partitions);
        while (!reader.isClosed()) {
            long question = question();
            Map<TopicPartition, Long> ends =
                    question > lastAnswer() ? consumer.endOffsets(partitions) : Map.of();
            do {
                consumer.poll(POLL).forEach(this::note);
            } while (!reader.isClosed() && !TopicFollower.hasReached(consumer, ends));
            if (!ends.isEmpty()) {
                answer(question);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> card) {
        try {
            AgentCardEvent event = codec.decode(Topics.AGENT_VERSIONS, card.value());
            AgentName name = new AgentName(event.getName());
            topicCreator.ensure(name);
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

    @Override
    public void close() {
        reader.close();
    }
}
