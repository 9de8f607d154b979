package io.agentfleet.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends questions, and reads one topic, committed records only, from its end, on a thread of its
 * own; completes the request with the key of a reply record.
 */
public final class RequestReplyClient implements AutoCloseable {

    private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;
    private volatile boolean closed;

    /**
     * @param topic where answers come
     * @param answer true for a record that is one
     */
    public RequestReplyClient(
            String bootstrap, String topic, Predicate<ConsumerRecord<String, byte[]>> answer) {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
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
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().name("answers-" + topic).start(() -> read(answer));
    }

    /** Sends a request with a new key; completes with the value of its reply. */
    public CompletableFuture<byte[]> ask(String topic, String key, byte[] question) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        waiting.put(key, answer);
        Future<?> _ =
                producer.send(
                        new ProducerRecord<>(topic, key, question),
                        (_, failure) -> {
                            if (failure != null) {
                                waiting.remove(key);
                                answer.completeExceptionally(failure);
                            }
                        });
        return answer;
    }

    private void read(Predicate<ConsumerRecord<String, byte[]>> answer) {
        while (!closed) {
            for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(100))) {
                if (found.key() != null && waiting.containsKey(found.key()) && answer.test(found)) {
                    complete(found);
                }
            }
        }
        consumer.close();
    }

    private void complete(ConsumerRecord<String, byte[]> found) {
        CompletableFuture<byte[]> asked = waiting.remove(found.key());
        if (asked != null) {
            asked.complete(found.value());
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
        producer.close();
    }
}
