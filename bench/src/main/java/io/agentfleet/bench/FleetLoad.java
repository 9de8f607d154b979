package io.agentfleet.bench;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.schemas.wire.EventCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tasks for the orchestrator, one session each, from the record on its topic to the result on
 * {@code agent.results}.
 */
final class FleetLoad implements AutoCloseable {

    private static final String TOPIC = Topics.tasks(AgentName.ORCHESTRATOR);

    private final String run = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    private final String question;
    private final String dataSource;
    private final EventCodec<AgentTaskEvent> tasks;
    private final EventCodec<AgentResultEvent> results;
    private final KafkaProducer<String, byte[]> producer;
    private final Answers answers;

    FleetLoad(String bootstrap, String registryUrl, String question, String dataSource) {
        this.question = question;
        this.dataSource = dataSource;
        tasks = new EventCodec<>(AgentTaskEvent.class, registryUrl);
        results = new EventCodec<>(AgentResultEvent.class, registryUrl);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
        answers = new Answers(bootstrap, Topics.RESULTS, consumed -> root(consumed.value()));
    }

    /** Completes when the task is COMPLETED; fails with its error otherwise. */
    CompletableFuture<?> ask(int number) {
        String id = "%s-%d".formatted(run, number);
        CompletableFuture<?> answer = answers.await(id).thenAccept(this::requireCompleted);
        AgentTaskEvent task =
                AgentTaskEvent.newBuilder()
                        .setTaskId(id)
                        .setSourceAgent("bench")
                        .setTargetAgent(AgentName.ORCHESTRATOR.value())
                        .setSessionId(id)
                        .setPrompt(question)
                        .setContext(Map.of())
                        .setCreatedAt(Instant.now())
                        .setMetadata(
                                dataSource.isEmpty() ? Map.of() : Map.of("data_source", dataSource))
                        .build();
        answers.send(producer, new ProducerRecord<>(TOPIC, id, tasks.encode(TOPIC, task)));
        return answer;
    }

    private Optional<String> root(byte[] value) {
        AgentResultEvent result;
        try {
            result = results.decode(Topics.RESULTS, value);
        } catch (FleetException e) {
            return Optional.empty(); // nobody's answer: the flow keeps it as a dead letter
        }
        boolean ours =
                result.getTaskId().equals(result.getRootTaskId())
                        && result.getTaskId().startsWith(run);
        return ours ? Optional.of(result.getTaskId()) : Optional.empty();
    }

    private void requireCompleted(byte[] value) {
        AgentResultEvent result = results.decode(Topics.RESULTS, value);
        if (!result.getStatus().equals("COMPLETED")) {
            throw new IllegalStateException(
                    "task %s is %s: %s"
                            .formatted(result.getTaskId(), result.getStatus(), result.getError()));
        }
    }

    @Override
    public void close() {
        answers.close();
        producer.close();
        tasks.close();
        results.close();
    }
}
