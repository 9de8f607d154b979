package io.agentfleet.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads one topic from its end on a thread of its own and completes whoever waits for what a record
 * answers.
 */
final class Answers implements AutoCloseable {

    private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;
    private volatile boolean closed;

    /**
     * @param answered the id that a record answers; empty if none
     */
    Answers(
            String bootstrap,
            String topic,
            Function<ConsumerRecord<String, byte[]>, Optional<String>> answered) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrap,
                                "isolation.level",
                                "read_committed",
                                "fetch.max.wait.ms",
                                5,
                                "enable.auto.commit",
                                false),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().name("answers-" + topic).start(() -> read(answered));
    }

    CompletableFuture<byte[]> await(String id) {
        return waiting.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    /**
     * Sends what is to be answered; if it cannot be sent, whoever waits for the answer fails with
     * the reason.
     */
    void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> question) {
        Future<?> _ =
                producer.send(
                        question,
                        (_, failure) -> {
                            if (failure != null) {
                                await(question.key()).completeExceptionally(failure);
                            }
                        });
    }

    private void read(Function<ConsumerRecord<String, byte[]>, Optional<String>> answered) {
        while (!closed) {
            for (ConsumerRecord<String, byte[]> consumed : consumer.poll(Duration.ofMillis(100))) {
                answered.apply(consumed)
                        .map(waiting::remove)
                        .ifPresent(future -> future.complete(consumed.value()));
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
