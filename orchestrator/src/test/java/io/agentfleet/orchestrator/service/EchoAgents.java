package io.agentfleet.orchestrator.service;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.schemas.event.ModelUsageRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Agents at the other end of the topics that tell one step and give back what they were asked. */
final class EchoAgents implements AutoCloseable {

    static final List<String> TOPICS =
            List.of(
                    "agent.tasks.orchestrator",
                    "agent.tasks.planner",
                    "agent.tasks.search",
                    "agent.tasks.analysis",
                    "agent.tasks.writer",
                    "agent.steps",
                    "agent.results",
                    "agent.control",
                    "agent.progress",
                    "agent.events",
                    "agent.versions",
                    "llm.costs",
                    "agent.tasks.orchestrator.dlq",
                    "agent.results.dlq",
                    "agent.control.dlq",
                    "agent.progress.dlq",
                    "agent.events.dlq",
                    "agent.steps.dlq");

    /** What the one step of each agent costs. */
    static final long STEP_COST_NANOS = 1_250_001;

    private static final List<String> AGENTS = List.of("search", "analysis", "writer");

    private final RecordLog log;
    private final EventCodecs codecs;
    private final TopicFollower reader;

    EchoAgents(String bootstrapServers, RecordLog log, EventCodecs codecs) {
        this.log = log;
        this.codecs = codecs;
        this.reader =
                new TopicFollower(
                        "echo",
                        KafkaClientSettings.at(bootstrapServers),
                        Map.of(
                                "group.id",
                                "echo-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest"),
                        new SimpleMeterRegistry(),
                        this::read);
    }

    void start() {
        AGENTS.forEach(agent -> log.publish("agent.versions", agent, card(agent)));
        reader.start();
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(AGENTS.stream().map(a -> "agent.tasks." + a).toList());
        while (!reader.isClosed()) {
            consumer.poll(Duration.ofMillis(50)).forEach(this::answer);
            consumer.commitSync();
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> arrived) {
        AgentTaskEvent task =
                codecs.of(AgentTaskEvent.class).decode(arrived.topic(), arrived.value());
        String session = task.getSessionId();
        log.publish("agent.steps", session, step(task));
        log.publish("agent.results", session, result(task));
    }

    private static AgentStepEvent step(AgentTaskEvent task) {
        return AgentStepEvent.newBuilder()
                .setTaskId(task.getTaskId())
                .setRootTaskId(task.getRootTaskId())
                .setSessionId(task.getSessionId())
                .setAgent(task.getTargetAgent())
                .setNodeId(task.getNodeId())
                .setAttempt(task.getAttempt())
                .setStepNumber(1)
                .setSequence(1)
                .setType("llm_call")
                .setContent("echo")
                .setCreatedAt(Instant.now())
                .setTenant(task.getTenant())
                .setModel(
                        new ModelUsageRecord(
                                "echo/one", "", "", false, 100, 10, 20, 0, STEP_COST_NANOS))
                .build();
    }

    private static AgentResultEvent result(AgentTaskEvent task) {
        return AgentResultEvent.newBuilder()
                .setTaskId(task.getTaskId())
                .setRootTaskId(task.getRootTaskId())
                .setParentTaskId(task.getParentTaskId())
                .setSessionId(task.getSessionId())
                .setAgent(task.getTargetAgent())
                .setNodeId(task.getNodeId())
                .setAttempt(task.getAttempt())
                .setStatus("COMPLETED")
                .setOutput("echo: " + task.getPrompt())
                .setCreatedAt(Instant.now())
                .build();
    }

    private static AgentCardEvent card(String name) {
        String description =
                switch (name) {
                    case "search" -> "Finds passages in documents.";
                    case "analysis" -> "Computes figures from tables.";
                    default -> "Writes the report.";
                };
        return AgentCardEvent.newBuilder()
                .setName(name)
                .setVersion("1")
                .setDescription(description)
                .setAddress("localhost:1")
                .setRegisteredAt(Instant.now())
                .build();
    }

    @Override
    public void close() {
        reader.close();
    }
}
