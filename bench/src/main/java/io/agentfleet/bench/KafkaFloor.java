package io.agentfleet.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The same number of hops over the same Kafka with nothing behind them: what no fleet on it can
 * beat. A topic of its own, removed at the end.
 */
final class KafkaFloor implements AutoCloseable {

    /**
     * In a task of three agents: task in, plan out and back, two nodes side by side out and back,
     * report out and back, result.
     */
    static final int HOPS = 8;

    private final String topic = "bench.floor." + UUID.randomUUID();
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final Answers answers;

    KafkaFloor(String bootstrap, int partitions) throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
        answers = new Answers(bootstrap, topic, consumed -> hop(consumed.key(), consumed.value()));
    }

    CompletableFuture<?> ask(int number) {
        String id = topic + "-" + number;
        CompletableFuture<?> answer = answers.await(id);
        send(id, 1);
        return answer;
    }

    private Optional<String> hop(String id, byte[] value) {
        int hops = value[0];
        if (hops == HOPS) {
            return Optional.of(id);
        }
        send(id, hops + 1);
        return Optional.empty();
    }

    private void send(String id, int hops) {
        answers.send(producer, new ProducerRecord<>(topic, id, new byte[] {(byte) hops}));
    }

    @Override
    public void close() {
        answers.close();
        producer.close();
        admin.deleteTopics(List.of(topic));
        admin.close();
    }
}
