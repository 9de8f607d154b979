package io.agentfleet.faults.load;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows the results of root tasks and of their nodes, from the end of the log at its start,
 * through every failure of the broker. Owns one thread.
 */
final class ResultReader implements AutoCloseable {

    private final EventCodec<AgentResultEvent> codec;
    private final String run;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ObservedResult> outcomes = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    /**
     * @param run with which the ids of the tasks begin
     */
    ResultReader(String bootstrap, String registryUrl, String run) {
        this.codec = new EventCodec<>(AgentResultEvent.class, registryUrl);
        this.run = run;
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrap,
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                false),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.RESULTS).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().daemon().name("outcomes").start(this::read);
    }

    List<ObservedResult> outcomes() {
        return outcomes;
    }

    private void read() {
        while (!closed) {
            try {
                for (ConsumerRecord<String, byte[]> consumed :
                        consumer.poll(Duration.ofMillis(100))) {
                    take(consumed.value());
                }
            } catch (KafkaException e) {
                System.err.println("results cannot be read now: " + e.getMessage());
            }
        }
        consumer.close();
    }

    private void take(byte[] value) {
        AgentResultEvent result;
        try {
            result = codec.decode(Topics.RESULTS, value);
        } catch (FleetException e) {
            return; // nobody's result
        }
        if (result.getRootTaskId().startsWith(run)) {
            outcomes.add(new ObservedResult(result, outcomes.size(), Instant.now()));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        codec.close();
    }
}
