package io.agentfleet.orchestrator.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.orchestrator.flow.FlowConfig;
import io.agentfleet.orchestrator.flow.FlowMeters;
import io.agentfleet.orchestrator.machine.NodeGrants;
import io.agentfleet.orchestrator.machine.RetryPolicy;
import io.agentfleet.orchestrator.machine.SessionLimits;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.records.EventSerde;
import io.agentfleet.orchestrator.records.RegistryEventSerde;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.agentfleet.testservers.TestServers;
import io.agentfleet.testservers.TestTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What is around a flow on a real broker: clients that submit tasks, a planner and an agent that
 * answer at once, and a reader of the outcomes. Sees only the sessions of its own run.
 */
final class FlowEnvironment implements AutoCloseable {

    private static final String PLAN =
            "{\"nodes\":[{\"id\":\"a\",\"agent\":\"echo\",\"prompt\":\"do\",\"depends_on\":[]},"
                    + "{\"id\":\"b\",\"agent\":\"echo\",\"prompt\":\"do\",\"depends_on\":[\"a\"]}]}";

    private final String run;
    private final String servers = TestServers.shared().kafka();
    private final EventCodecs codecs = new EventCodecs(TestServers.shared().registryUrl());
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", (Object) servers),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Outcomes by task, in the order of the log; one that is told again counts once. */
    final Map<String, Set<String>> outcomes = new LinkedHashMap<>();

    /** Ended tasks by session, in the order of the log. */
    final Map<String, List<String>> ends = new LinkedHashMap<>();

    FlowEnvironment(String run) {
        this.run = run;
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
        consumer =
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
    }

    /** So many tasks for each of so many sessions. */
    void submit(int sessions, int tasks) {
        for (int task = 0; task < tasks; task++) {
            for (int session = 0; session < sessions; session++) {
                submit(session(session), task(session, task));
            }
        }
    }

    String session(int number) {
        return "%s-s%d".formatted(run, number);
    }

    String task(int session, int number) {
        return "%s-t%d".formatted(session(session), number);
    }

    /** Answers what arrived, notes the ends of tasks, counts them. */
    int play() {
        return play(task -> true);
    }

    /** The same, with agents that leave some tasks alone for ever. */
    int play(Predicate<AgentTaskEvent> answers) {
        consumer.poll(Duration.ofMillis(100)).forEach(found -> play(found, answers));
        return ends.values().stream().mapToInt(List::size).sum();
    }

    private void play(ConsumerRecord<byte[], byte[]> found, Predicate<AgentTaskEvent> answers) {
        if (!new String(found.key(), UTF_8).startsWith(run)) {
            return;
        }
        if (found.topic().equals("agent.results")) {
            note(codecs.of(AgentResultEvent.class).decode(found.topic(), found.value()));
            return;
        }
        AgentTaskEvent task = codecs.of(AgentTaskEvent.class).decode(found.topic(), found.value());
        if (answers.test(task)) {
            answer(task);
        }
    }

    private void note(AgentResultEvent result) {
        if (!result.getAgent().equals("orchestrator")) {
            return;
        }
        Set<String> published =
                outcomes.computeIfAbsent(result.getTaskId(), ignored -> new TreeSet<>());
        if (published.isEmpty()) {
            ends.computeIfAbsent(result.getSessionId(), ignored -> new ArrayList<>())
                    .add(result.getTaskId());
        }
        published.add("%s %s".formatted(result.getStatus(), result.getOutput()));
    }

    private void answer(AgentTaskEvent task) {
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

    void submit(String session, String id) {
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

    FlowEngine engine(FlowConfig.Guarantee guarantee, Path stateDir) {
        return engine(guarantee, stateDir, bytes -> bytes);
    }

    FlowEngine engine(
            FlowConfig.Guarantee guarantee, Path stateDir, UnaryOperator<EventSerde> decorated) {
        SessionMachine machine =
                new SessionMachine(
                        new SessionLimits(
                                Duration.ofMinutes(15),
                                new RetryPolicy(3, Duration.ofSeconds(1)),
                                Duration.ofMinutes(2),
                                Duration.ofHours(24),
                                TokenBounds.CONTRACT),
                        asked -> Set.of(new AgentName("echo")),
                        NodeGrants.NONE);
        return new FlowEngine(
                new TestFlowConfig(stateDir, guarantee),
                KafkaClientSettings.at(servers),
                machine,
                decorated.apply(new RegistryEventSerde(codecs)),
                new FlowMeters(new SimpleMeterRegistry()),
                MessagingSpans.OFF);
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
        codecs.close();
    }
}
