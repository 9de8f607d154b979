package io.agentfleet.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's Kafka door with a real broker, schema registry and Redis. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value =
                                "agent.tasks.search,agent.tasks.search.dlq,agent.steps,agent.results,agent.control,agent.versions"))
@NullUnmarked
class SearchAgentIT {

    private static final String TASKS = "agent.tasks.search";
    private static final Duration SOON = Duration.ofSeconds(30);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @ConfigProperty(name = "fleet.schemas.url")
    String registry;

    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void connect() {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    private static AgentTaskEvent task(String id, String session, String prompt) {
        return AgentTaskEvent.newBuilder()
                .setTaskId(id)
                .setSourceAgent("client")
                .setTargetAgent("search")
                .setSessionId(session)
                .setPrompt(prompt)
                .setContext(Map.of())
                .setCreatedAt(Instant.now())
                .build();
    }

    private <T extends SpecificRecord> void send(String topic, String key, T event)
            throws Exception {
        @SuppressWarnings("unchecked") // getClass of a T is a Class of T
        Class<T> type = (Class<T>) event.getClass();
        try (EventCodec<T> codec = new EventCodec<>(type, registry)) {
            sendBytes(topic, key, codec.encode(topic, event));
        }
    }

    private void sendBytes(String topic, String key, byte[] bytes) throws Exception {
        var ignored = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), bytes)).get();
    }

    private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
        try (EventCodec<T> codec = new EventCodec<>(type, registry)) {
            return records(topic).stream().map(r -> codec.decode(topic, r.value())).toList();
        }
    }

    /** All records of a topic so far. */
    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "isolation.level",
                        "read_committed");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p ->
                                    new org.apache.kafka.common.TopicPartition(
                                            p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    private List<AgentResultEvent> results(String session) {
        return read("agent.results", AgentResultEvent.class).stream()
                .filter(r -> r.getSessionId().equals(session))
                .toList();
    }

    @Test
    void carriesOutTasksOfASessionInOrder() throws Exception {
        for (int i = 0; i < 10; i++) {
            send(TASKS, "order", task("order-" + i, "order", "find " + i));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(results("order")).hasSize(10));
        assertThat(results("order"))
                .extracting(AgentResultEvent::getOutput)
                .containsExactly(
                        "searched: find 0",
                        "searched: find 1",
                        "searched: find 2",
                        "searched: find 3",
                        "searched: find 4",
                        "searched: find 5",
                        "searched: find 6",
                        "searched: find 7",
                        "searched: find 8",
                        "searched: find 9");
    }

    @Test
    void publishesTheResultAgainWithoutRunningAgain() throws Exception {
        send(TASKS, "again", task("again-1", "again", "find it"));
        await().atMost(SOON).untilAsserted(() -> assertThat(results("again")).hasSize(1));
        send(TASKS, "again", task("again-1", "again", "find it"));
        await().atMost(SOON).untilAsserted(() -> assertThat(results("again")).hasSize(2));
        assertThat(results("again").get(1)).isEqualTo(results("again").get(0));
    }

    @Test
    void buriesWhatIsNoTaskAndGoesOn() throws Exception {
        sendBytes(TASKS, "bad", "no avro".getBytes(UTF_8));
        AgentTaskEvent greedy = task("bad-1", "bad", "find it");
        greedy.setMaxSteps(26);
        send(TASKS, "bad", greedy);
        send(TASKS, "bad", task("bad-2", "bad", "find it"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(results("bad"))
                                .extracting(AgentResultEvent::getStatus)
                                .containsExactly("FAILED", "COMPLETED"));
        assertThat(results("bad").getFirst().getError()).contains("max_steps 26 is out of range");
        assertThat(records(TASKS + ".dlq"))
                .extracting(r -> new String(r.headers().lastHeader("dlq_code").value(), UTF_8))
                .contains("unreadable_record", "invalid_argument");
    }

    @Test
    void stopsARunningTaskWhenItsRootIsCancelled() throws Exception {
        send(TASKS, "stop", task("stop-1", "stop", "wait for it"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(
                                        read(
                                                "agent.steps",
                                                io.agentfleet.schemas.event.AgentStepEvent.class))
                                .anyMatch(s -> s.getTaskId().equals("stop-1")));
        send(
                "agent.control",
                "stop",
                AgentControlEvent.newBuilder()
                        .setRootTaskId("stop-1")
                        .setSessionId("stop")
                        .setType("cancel")
                        .setReason("enough")
                        .setCreatedAt(Instant.now())
                        .build());
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(results("stop"))
                                .extracting(AgentResultEvent::getStatus)
                                .containsExactly("CANCELLED"));
    }

    @Test
    void announcesItselfAtStart() {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(read("agent.versions", AgentCardEvent.class))
                                .anySatisfy(card -> {
                                    assertThat(card.getName()).isEqualTo("search");
                                    assertThat(card.getTools()).contains("search_documents");
                                }));
    }
}
