package io.agentfleet.bench.load;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tasks for one agent, or for the orchestrator: a session each, from the record on its topic to its
 * result on {@code agent.results}, read committed.
 */
public final class FleetTasks implements LoadTarget, AutoCloseable {

    /** A magic byte and the schema's number stand before the event. */
    private static final int WIRE_PREFIX = 5;

    private final String run = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong next = new AtomicLong();
    private final AgentName target;
    private final String goal;
    private final EventCodec<AgentTaskEvent> tasks;
    private final EventCodec<AgentResultEvent> results;
    private final RequestReplyClient answers;

    /**
     * @param goal what each task asks
     */
    public FleetTasks(String bootstrap, String registryUrl, AgentName target, String goal) {
        this.target = target;
        this.goal = goal;
        tasks = new EventCodec<>(AgentTaskEvent.class, registryUrl);
        results = new EventCodec<>(AgentResultEvent.class, registryUrl);
        answers = new RequestReplyClient(bootstrap, Topics.RESULTS, FleetTasks::isOfRoot);
    }

    @Override
    public CompletableFuture<?> ask() {
        String id = run + "-" + next.getAndIncrement();
        AgentTaskEvent task =
                AgentTaskEvent.newBuilder()
                        .setTaskId(id)
                        .setSourceAgent("bench")
                        .setTargetAgent(target.value())
                        .setSessionId(id)
                        .setPrompt(goal)
                        .setContext(Map.of())
                        .setCreatedAt(Instant.now())
                        .build();
        String topic = Topics.tasks(target);
        return answers.ask(topic, id, tasks.encode(topic, task)).thenAccept(this::check);
    }

    /**
     * Session and task have one id here, and nodes have longer ones: the length of the event's
     * first field, the task's id, finds the root's result without decoding the others.
     */
    private static boolean isOfRoot(ConsumerRecord<String, byte[]> found) {
        int length = found.key().getBytes(StandardCharsets.UTF_8).length;
        return found.value() != null
                && found.value().length > WIRE_PREFIX
                && found.value()[WIRE_PREFIX] == 2 * length;
    }

    private void check(byte[] value) {
        AgentResultEvent result = results.decode(Topics.RESULTS, value);
        if (!result.getStatus().equals("COMPLETED") || !result.getError().isEmpty()) {
            throw new IllegalStateException(
                    "task %s is %s: %s"
                            .formatted(result.getTaskId(), result.getStatus(), result.getError()));
        }
        if (result.getOutput().contains("\"errors\":[\"")) {
            throw new IllegalStateException(
                    "task %s had tool errors: %s"
                            .formatted(result.getTaskId(), result.getOutput()));
        }
    }

    @Override
    public void close() {
        answers.close();
        tasks.close();
        results.close();
    }
}
