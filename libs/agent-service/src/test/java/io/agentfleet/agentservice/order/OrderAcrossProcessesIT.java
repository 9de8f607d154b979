package io.agentfleet.agentservice.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.execution.AgentProcess;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A second process joins while the first is at work: real Kafka, schema registry and Redis. */
@QuarkusTest
@TestProfile(OrderAcrossProcessesIT.OnKafka.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "topics", value = "agent.tasks.search"),
        restrictToAnnotatedClass = true)
@NullUnmarked
class OrderAcrossProcessesIT {

    private static final String TASKS = "agent.tasks.search";
    private static final int SESSIONS = 12;
    private static final int EACH = 3;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Diary DIARY = new Diary();

    /** The listener reads from the real broker. */
    public static class OnKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mp.messaging.incoming.agent-tasks.connector", "smallrye-kafka");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Slow.class);
        }
    }

    /** The service's model. */
    @Dependent
    @Alternative
    static class Slow {
        @Produces
        @Alternative
        @Singleton
        LanguageModel model() {
            return new ScriptedLanguageModel().does(request -> DIARY.answer("first", request));
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Inject EventCodecs codecs;
    @Inject StepJournal journal;
    @Inject OwnerHeartbeats owners;
    @Inject InMemoryRecordLog log;

    @Test
    void keepsEachSessionInOrderWhenItsPartitionMovesDuringARun() throws Exception {
        send();
        await().atMost(SOON).until(() -> DIARY.lines().size() == SESSIONS);
        try (AgentProcess process = new AgentProcess(journal, owners)) {
            process.model.does(request -> DIARY.answer("second", request));
            try (SecondProcess second = new SecondProcess(servers, codecs, process)) {
                await().atMost(SOON).until(() -> second.sessions().size() >= SESSIONS / 4);
                assertThat(process.model.requests()).isEmpty();
                DIARY.gate.countDown();
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(DIARY.lines()).hasSize(2 * SESSIONS * EACH));
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(outputs(process)).hasSize(SESSIONS * EACH));
                assertThat(doneBy("second")).containsAll(moved(second));
            }
        }
        for (int s = 0; s < SESSIONS; s++) {
            assertThat(linesOf("s" + s)).containsExactly("0", "0.", "1", "1.", "2", "2.");
        }
    }

    private void send() throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int number = 0; number < EACH; number++) {
                for (int s = 0; s < SESSIONS; s++) {
                    byte[] event = codecs.encode(TASKS, task("s" + s, number));
                    var ignored =
                            producer.send(
                                            new ProducerRecord<>(
                                                    TASKS, ("s" + s).getBytes(UTF_8), event))
                                    .get();
                }
            }
        }
    }

    private static AgentTaskEvent task(String session, int number) {
        return AgentTaskEvent.newBuilder()
                .setTaskId(session + "-" + number)
                .setSourceAgent("client")
                .setTargetAgent("search")
                .setSessionId(session)
                .setPrompt(session + " " + number)
                .setContext(Map.of())
                .setCreatedAt(Instant.now())
                .build();
    }

    /** Fails if two results of one attempt differ in a byte. */
    private Map<String, ByteBuffer> outputs(AgentProcess second) {
        Map<String, ByteBuffer> outputs = new java.util.HashMap<>();
        Stream.concat(
                        log.events(Topics.RESULTS, AgentResultEvent.class).stream(),
                        second.results().stream())
                .forEach(result -> {
                    ByteBuffer earlier = outputs.put(result.getTaskId(), bytes(result));
                    assertThat(earlier == null || earlier.equals(bytes(result))).isTrue();
                });
        return outputs;
    }

    private static ByteBuffer bytes(AgentResultEvent result) {
        try {
            return result.toByteBuffer();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> doneBy(String process) {
        return DIARY.lines().stream()
                .filter(line -> line.end() && line.process().equals(process))
                .map(line -> line.session() + "-" + line.task())
                .toList();
    }

    private static List<String> moved(SecondProcess second) {
        List<String> later = new ArrayList<>();
        for (String session : second.sessions()) {
            for (int number = 1; number < EACH; number++) {
                later.add(session + "-" + number);
            }
        }
        return later;
    }

    private static List<String> linesOf(String session) {
        return DIARY.lines().stream()
                .filter(line -> line.session().equals(session))
                .map(line -> line.task() + (line.end() ? "." : ""))
                .toList();
    }
}
