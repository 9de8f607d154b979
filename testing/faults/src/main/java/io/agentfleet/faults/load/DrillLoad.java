package io.agentfleet.faults.load;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentTaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts tasks on the orchestrator's topic, and keeps what became of them. A task counts as accepted
 * when the log has acknowledged it, however long the broker was away. For one thread.
 */
public final class DrillLoad implements AutoCloseable {

    private static final String TOPIC = Topics.tasks(AgentName.ORCHESTRATOR);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final String run = "drill-" + UUID.randomUUID().toString().substring(0, 8);
    private final EventCodec<AgentTaskEvent> codec;
    private final KafkaProducer<String, byte[]> producer;
    private final ResultReader reader;
    private final List<DrillTask> tasks = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * @param bootstrap the broker
     * @param registryUrl the schema registry's API
     */
    public DrillLoad(String bootstrap, String registryUrl) {
        codec = new EventCodec<>(AgentTaskEvent.class, registryUrl);
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrap,
                                "acks",
                                "all",
                                "enable.idempotence",
                                true,
                                "max.block.ms",
                                180_000,
                                "delivery.timeout.ms",
                                180_000),
                        new StringSerializer(),
                        new ByteArraySerializer());
        reader = new ResultReader(bootstrap, registryUrl, run);
    }

    /**
     * Submits a task and waits until the log has it.
     *
     * @param session a short name, unique within this load
     * @param steps tool calls of each agent
     * @param latency of each model call
     */
    public DrillTask submit(String session, int steps, Duration latency) {
        return submit(
                session,
                steps,
                "drill steps=%d latency=%dms".formatted(steps, latency.toMillis()),
                null);
    }

    /**
     * As above, but only the model calls of one agent take their time, and the task has as much and
     * five minutes more; no tool is called.
     */
    public DrillTask submitSlow(String session, String agent, Duration latency) {
        return submit(
                session,
                0,
                "drill steps=0 latency=%dms only=%s".formatted(latency.toMillis(), agent),
                Instant.now().plus(latency).plusSeconds(300));
    }

    private DrillTask submit(String session, int steps, String goal, @Nullable Instant deadline) {
        int number = numbers.merge(session, 1, Integer::sum);
        String sessionId = run + "-" + session;
        String id = "%s-t%d".formatted(sessionId, number);
        AgentTaskEvent event =
                AgentTaskEvent.newBuilder()
                        .setTaskId(id)
                        .setSourceAgent("drill")
                        .setTargetAgent(AgentName.ORCHESTRATOR.value())
                        .setSessionId(sessionId)
                        .setPrompt(goal)
                        .setDeadline(deadline)
                        .setContext(Map.of())
                        .setCreatedAt(Instant.now())
                        .build();
        send(sessionId, codec.encode(TOPIC, event));
        DrillTask task = new DrillTask(id, sessionId, number, steps, Instant.now());
        tasks.add(task);
        return task;
    }

    private void send(String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the log takes no tasks: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a task was submitted", e);
        }
    }

    /** All tasks that were accepted, in the order in which they were submitted. */
    public List<DrillTask> tasks() {
        return List.copyOf(tasks);
    }

    /** All results so far, those of nodes too. */
    public List<ObservedResult> outcomes() {
        return List.copyOf(reader.outcomes());
    }

    /** Accepted tasks that have not ended. */
    public int open() {
        Set<String> ended = new HashSet<>();
        reader.outcomes().stream()
                .filter(ObservedResult::isRoot)
                .forEach(outcome -> ended.add(outcome.taskId()));
        return (int) tasks.stream().filter(task -> !ended.contains(task.id())).count();
    }

    /** True if the task has a result. */
    public boolean hasEnded(DrillTask task) {
        return end(task).isPresent();
    }

    /** The first result of the task itself. */
    private Optional<ObservedResult> end(DrillTask task) {
        return reader.outcomes().stream()
                .filter(outcome -> outcome.isRoot() && outcome.taskId().equals(task.id()))
                .findFirst();
    }

    /** From the acceptance of a task that has ended to its first result. */
    public Duration took(DrillTask task) {
        return end(task)
                .map(outcome -> Duration.between(task.submittedAt(), outcome.seenAt()))
                .orElseThrow(() -> new IllegalStateException(task.id() + " has not ended"));
    }

    /** True if every accepted task has ended within this time. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (open() > 0) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        reader.close();
        codec.close();
    }
}
