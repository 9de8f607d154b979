package io.agentfleet.agent.listener;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions of the agent's tasks are this process's now. Work of a partition that moved away
 * and has not started is dropped: its new owner has the record too. Runs at work go on under their
 * claim, and the new owner waits for them.
 */
@ApplicationScoped
@Identifier("agent-tasks")
public class TaskPartitions implements KafkaConsumerRebalanceListener {

    private final SessionLanes lanes;
    private final Map<Integer, Long> terms = new ConcurrentHashMap<>();
    private final AtomicLong lastTerm = new AtomicLong();
    private volatile boolean closed;

    TaskPartitions(SessionLanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(p -> terms.put(p.partition(), lastTerm.incrementAndGet()));
    }

    @Override
    public void onPartitionsRevoked(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(p -> terms.remove(p.partition()));
        lanes.sweep();
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }

    /** From now on nothing that has not started is this process's business. */
    void close() {
        closed = true;
        lanes.sweep();
    }

    /** The partition's present term: another one each time that it comes here. */
    long term(int partition) {
        return terms.getOrDefault(partition, 0L);
    }

    /** True while the partition has been here without a break since this term. */
    boolean isMine(int partition, long term) {
        return !closed && term(partition) == term;
    }
}
