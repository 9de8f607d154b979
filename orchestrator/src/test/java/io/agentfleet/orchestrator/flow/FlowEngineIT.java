package io.agentfleet.orchestrator.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.log.kafka.EventCodecs;
import io.agentfleet.orchestrator.session.RetryPolicy;
import io.agentfleet.orchestrator.session.SessionLimits;
import io.agentfleet.orchestrator.session.SessionMachine;
import io.agentfleet.parts.testing.FleetParts;
import io.agentfleet.parts.testing.TestTopics;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The flow on a real broker, stopped while tasks are on their way. */
@Timeout(180)
class FlowEngineIT {

    private static final int SESSIONS = 12;
    private static final int TASKS = 3;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String PLAN =
            "{\"nodes\":[{\"id\":\"a\",\"agent\":\"echo\",\"prompt\":\"do\",\"depends_on\":[]},"
                    + "{\"id\":\"b\",\"agent\":\"echo\",\"prompt\":\"do\",\"depends_on\":[\"a\"]}]}";

    @TempDir Path state;
    private final String servers = FleetParts.shared().kafka();
    private final EventCodecs codecs = new EventCodecs(FleetParts.shared().registryUrl());
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", (Object) servers),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
    private final Map<String, List<String>> ends = new HashMap<>();

    @AfterEach
    void close() {
        producer.close();
        codecs.close();
    }

    @ParameterizedTest
    @EnumSource(FlowConfig.Guarantee.class)
    void finishesEveryAcceptedTaskInOrderAfterARestartElsewhere(FlowConfig.Guarantee guarantee) {
        makeTopics();
        String run = guarantee.name().toLowerCase(java.util.Locale.ROOT);
        for (int task = 0; task < TASKS; task++) {
            for (int session = 0; session < SESSIONS; session++) {
                submit(run + "-s" + session, "%s-s%d-t%d".formatted(run, session, task));
            }
        }
        try (KafkaConsumer<byte[], byte[]> world = world(run)) {
            try (FlowEngine first = engine(guarantee, state.resolve("first"))) {
                first.start();
                await().atMost(SOON).until(() -> play(world, run) >= SESSIONS);
            }
            assertThat(ended()).isLessThan(SESSIONS * TASKS);
            try (FlowEngine second = engine(guarantee, state.resolve("second"))) {
                second.start();
                await().atMost(SOON).until(() -> play(world, run) == SESSIONS * TASKS);
            }
        }
        for (int session = 0; session < SESSIONS; session++) {
            String prefix = "%s-s%d-t".formatted(run, session);
            assertThat(ends.get(run + "-s" + session))
                    .containsExactly(prefix + 0, prefix + 1, prefix + 2);
        }
    }

    @Test
    void waitsForTopicsThatAreNotThereYet() {
        makeTopics();
        try (FlowEngine engine = engine(FlowConfig.Guarantee.EXACTLY_ONCE, state)) {
            assertThat(engine.isRunning()).isFalse();
            engine.start();
            await().atMost(SOON).until(engine::isRunning);
        }
    }

    private void makeTopics() {
        TestTopics.create(
                servers,
                List.of(
                        "agent.tasks.orchestrator",
                        "agent.tasks.planner",
                        "agent.tasks.echo",
                        "agent.results",
                        "agent.control",
                        "agent.progress",
                        "agent.events"));
    }

    /** Plays planner and agent for what arrived, notes the ends of tasks, counts them. */
    private int play(KafkaConsumer<byte[], byte[]> world, String run) {
        world.poll(Duration.ofMillis(100)).forEach(found -> play(found, run));
        return ended();
    }

    private int ended() {
        return ends.values().stream().mapToInt(List::size).sum();
    }

    private void play(ConsumerRecord<byte[], byte[]> found, String run) {
        if (!new String(found.key(), UTF_8).startsWith(run)) {
            return;
        }
        if (found.topic().equals("agent.results")) {
            AgentResultEvent result =
                    codecs.of(AgentResultEvent.class).decode(found.topic(), found.value());
            List<String> order =
                    ends.computeIfAbsent(result.getSessionId(), ignored -> new ArrayList<>());
            if (result.getAgent().equals("orchestrator") && !order.contains(result.getTaskId())) {
                assertThat(result.getStatus()).isEqualTo("COMPLETED");
                order.add(result.getTaskId());
            }
            return;
        }
        AgentTaskEvent task = codecs.of(AgentTaskEvent.class).decode(found.topic(), found.value());
        send(
                "agent.results",
                task.getSessionId(),
                AgentResultEvent.newBuilder()
                        .setTaskId(task.getTaskId())
                        .setRootTaskId(task.getRootTaskId())
                        .setSessionId(task.getSessionId())
                        .setAgent(task.getTargetAgent())
                        .setNodeId(task.getNodeId())
                        .setAttempt(task.getAttempt())
                        .setStatus("COMPLETED")
                        .setOutput(task.getNodeId().equals("plan") ? PLAN : "done")
                        .setCreatedAt(Instant.now())
                        .build());
    }

    private void submit(String session, String id) {
        send(
                "agent.tasks.orchestrator",
                session,
                AgentTaskEvent.newBuilder()
                        .setTaskId(id)
                        .setSourceAgent("client")
                        .setTargetAgent("orchestrator")
                        .setSessionId(session)
                        .setPrompt("do it")
                        .setContext(Map.of())
                        .setCreatedAt(Instant.now())
                        .build());
    }

    private void send(String topic, String key, SpecificRecord event) {
        byte[] value = codecs.encode(topic, event);
        var ignored = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }

    private KafkaConsumer<byte[], byte[]> world(String run) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                servers,
                                "group.id",
                                "world-" + run,
                                "isolation.level",
                                "read_committed",
                                "auto.offset.reset",
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of("agent.tasks.planner", "agent.tasks.echo", "agent.results"));
        return consumer;
    }

    private FlowEngine engine(FlowConfig.Guarantee guarantee, Path stateDir) {
        SessionMachine machine =
                new SessionMachine(
                        new SessionLimits(
                                Duration.ofMinutes(15),
                                new RetryPolicy(3, Duration.ofSeconds(1)),
                                Duration.ofMinutes(2),
                                Duration.ofHours(24)),
                        asked -> Set.of(new AgentName("echo")));
        FlowFactory factory =
                new FlowFactory(machine, codecs, new FlowMeters(new SimpleMeterRegistry()));
        return new FlowEngine(new Settings(servers, stateDir, guarantee), factory, () -> true);
    }

    private record Settings(String bootstrapServers, Path stateDir, Guarantee guarantee)
            implements FlowConfig {

        @Override
        public Duration commitInterval() {
            return Duration.ofMillis(5);
        }

        @Override
        public int threads() {
            return 2;
        }

        @Override
        public Duration tick() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration defaultDeadline() {
            return Duration.ofMinutes(15);
        }

        @Override
        public int attempts() {
            return 3;
        }

        @Override
        public Duration retryDelay() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration nodeTimeout() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(24);
        }
    }
}
