package io.agentfleet.system;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The fleet's log, written and read as a client would. */
final class KafkaLog implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final String bootstrap;
    private final EventCodec<AgentTaskEvent> tasks;
    private final EventCodec<AgentResultEvent> results;
    private final EventCodec<AgentStepEvent> steps;

    KafkaLog(Fleet fleet) {
        bootstrap = fleet.address("kafka");
        String registry = "http://" + fleet.address("registry") + "/apis/registry/v3";
        tasks = new EventCodec<>(AgentTaskEvent.class, registry);
        results = new EventCodec<>(AgentResultEvent.class, registry);
        steps = new EventCodec<>(AgentStepEvent.class, registry);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** A task with only the fields that every client must send, and the name of its data. */
    static AgentTaskEvent task(
            String id, String session, String agent, String prompt, String dataSource) {
        return AgentTaskEvent.newBuilder()
                .setTaskId(id)
                .setSourceAgent("client")
                .setTargetAgent(agent)
                .setSessionId(session)
                .setPrompt(prompt)
                .setContext(Map.of())
                .setCreatedAt(Instant.now())
                .setMetadata(Map.of("data_source", dataSource))
                .build();
    }

    void publish(AgentTaskEvent event) {
        String topic = Topics.tasks(new AgentName(event.getTargetAgent()));
        publish(topic, event.getSessionId(), tasks.encode(topic, event));
    }

    void publish(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing could be written to " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Reads results from the beginning of the log until so many fit, or the time is over; in the
     * order of the log per session.
     */
    List<AgentResultEvent> results(Predicate<AgentResultEvent> fits, int count, Duration atMost) {
        List<AgentResultEvent> found = new ArrayList<>();
        read(
                Topics.RESULTS,
                atMost,
                consumed -> {
                    readable(results, Topics.RESULTS, consumed.value())
                            .filter(fits)
                            .filter(event ->
                                    found.stream()
                                            .noneMatch(known ->
                                                    known.getTaskId().equals(event.getTaskId())))
                            .ifPresent(found::add);
                    return found.size() >= count;
                });
        return found;
    }

    /** The steps that are on the log now; one that is there twice is told once. */
    List<AgentStepEvent> steps(Predicate<AgentStepEvent> fits) {
        Map<String, AgentStepEvent> found = new LinkedHashMap<>();
        read(
                Topics.STEPS,
                Duration.ofSeconds(3),
                consumed -> {
                    readable(steps, Topics.STEPS, consumed.value())
                            .filter(fits)
                            .ifPresent(step -> found.putIfAbsent(name(step), step));
                    return false;
                });
        return List.copyOf(found.values());
    }

    private static String name(AgentStepEvent step) {
        return "%s:%d:%d".formatted(step.getTaskId(), step.getAttempt(), step.getSequence());
    }

    /** Other tests put garbage on these topics. */
    private static <T extends SpecificRecord> Optional<T> readable(
            EventCodec<T> codec, String topic, byte[] value) {
        try {
            return Optional.of(codec.decode(topic, value));
        } catch (FleetException e) {
            return Optional.empty();
        }
    }

    /** Reads dead letters of a topic until one fits, or the time is over. */
    List<ConsumerRecord<String, byte[]>> deadLetters(
            String topic, Predicate<ConsumerRecord<String, byte[]>> fits, Duration atMost) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        read(
                Topics.deadLetters(topic),
                atMost,
                consumed -> {
                    if (fits.test(consumed)) {
                        found.add(consumed);
                    }
                    return !found.isEmpty();
                });
        return found;
    }

    private void read(
            String topic, Duration atMost, Predicate<ConsumerRecord<String, byte[]>> enough) {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false);
        try (var consumer =
                new KafkaConsumer<>(
                        config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant end = Instant.now().plus(atMost);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> consumed :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (enough.test(consumed)) {
                        return;
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        tasks.close();
        results.close();
        steps.close();
    }
}
