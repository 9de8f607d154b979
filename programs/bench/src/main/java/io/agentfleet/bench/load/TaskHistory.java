package io.agentfleet.bench.load;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.event.TaskEventJson;
import io.agentfleet.taskmodel.run.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tasks that never ran, as the records on {@code agent.events} that real ones leave: accepted,
 * planned, ended. Ten tasks a session, of four agents, one of fifty failed. Safe for many threads.
 */
public final class TaskHistory implements LoadTarget, AutoCloseable {

    private static final int PER_SESSION = 10;
    private static final int ONE_FAILS_OF = 50;
    private static final List<String> AGENTS =
            List.of("orchestrator", "search", "analysis", "writer");
    private static final String REPORT = "The north sold 1,204,331.50 in all. ".repeat(30);

    private final EventCodec<TaskLifecycleEvent> events;
    private final KafkaProducer<String, byte[]> producer;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final AtomicLong next = new AtomicLong();

    public TaskHistory(String bootstrap, String registryUrl) {
        events = new EventCodec<>(TaskLifecycleEvent.class, registryUrl);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** One more task, of this moment; completes when its end is on the log. */
    @Override
    public CompletableFuture<?> ask() {
        return task(Instant.now());
    }

    /** One more task that was accepted then. */
    public CompletableFuture<?> task(Instant at) {
        long number = next.getAndIncrement();
        String agent = AGENTS.get((int) (number % AGENTS.size()));
        String session = session(number);
        var _ = send(number, 1, TaskState.PENDING, accepted(at, session, agent));
        var _ = send(number, 2, TaskState.RUNNING, planned(at));
        TaskState end = number % ONE_FAILS_OF == 0 ? TaskState.FAILED : TaskState.COMPLETED;
        return send(number, 3, end, ended(at, end));
    }

    /** The session of the task of this number, from 0. */
    public String session(long number) {
        return run + "-" + number / PER_SESSION;
    }

    /** The cursor of a page that begins after what was accepted then. */
    public static String cursor(Instant at) {
        return at.toEpochMilli() + "-0";
    }

    private CompletableFuture<?> send(long number, int sequence, TaskState state, TaskEvent event) {
        String session = session(number);
        byte[] value =
                events.encode(
                        Topics.EVENTS,
                        TaskLifecycleEvent.newBuilder()
                                .setTaskId("%s-%d-t".formatted(run, number))
                                .setSessionId(session)
                                .setSequence(sequence)
                                .setType(state.name().toLowerCase(Locale.ROOT))
                                .setStatus(state.name())
                                .setDetail(TaskEventJson.write(event))
                                .setCreatedAt(event.at())
                                .build());
        CompletableFuture<Object> sent = new CompletableFuture<>();
        var _ =
                producer.send(
                        new ProducerRecord<>(Topics.EVENTS, session, value),
                        (at, failure) -> {
                            if (failure == null) {
                                sent.complete(at);
                            } else {
                                sent.completeExceptionally(failure);
                            }
                        });
        return sent;
    }

    private static TaskEvent accepted(Instant at, String session, String agent) {
        return new TaskEvent.Accepted(
                at,
                session,
                "default",
                agent,
                "What is the total amount by region?",
                Map.of("data_source", "sales"),
                10,
                8192);
    }

    private static TaskEvent planned(Instant at) {
        return new TaskEvent.Planned(at, AGENTS.stream().skip(1).map(TaskHistory::node).toList());
    }

    private static TaskEvent.PlannedNode node(String agent) {
        return new TaskEvent.PlannedNode(agent, agent, "Find what the question needs", List.of());
    }

    private static TaskEvent ended(Instant at, TaskState end) {
        String error = end == TaskState.FAILED ? "TIMEOUT: the writer was late" : "";
        return new TaskEvent.Ended(
                at.plusMillis(900),
                end,
                REPORT,
                error,
                9,
                2_000,
                Money.NONE,
                6,
                900,
                List.of(),
                false);
    }

    @Override
    public void close() {
        producer.close();
        events.close();
    }
}
