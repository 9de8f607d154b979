package io.agentfleet.orchestrator.flow;

import io.agentfleet.orchestrator.machine.Action;
import io.agentfleet.orchestrator.records.InputTopics;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.streams.KafkaStreams;

/**
 * All meters of the orchestrator beyond those of its planner. Agents come and go by announcing
 * themselves; those beyond {@value #MOST_AGENTS} count as {@code other}.
 */
public final class FlowMeters {

    private static final int MOST_AGENTS = 50;
    private static final Duration[] HOPS =
            millis(2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000);
    private static final Duration[] TASKS =
            millis(
                    100, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000,
                    900_000);

    private final MeterRegistry registry;
    private final AtomicInteger active;
    private final Set<String> agents = new HashSet<>();

    public FlowMeters(MeterRegistry registry) {
        this.registry = registry;
        this.active = registry.gauge("orchestrator_active_sessions", new AtomicInteger());
        InputTopics.NAMES.forEach(this::latency);
        InputTopics.NAMES.forEach(this::deadLetters);
        for (String state : new String[] {"completed", "failed", "cancelled"}) {
            duration(state);
        }
    }

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** Binds the meters of Kafka Streams and its clients, until what is returned is closed. */
    public KafkaStreamsMetrics watch(KafkaStreams streams) {
        KafkaStreamsMetrics bound = new KafkaStreamsMetrics(streams);
        bound.bindTo(registry);
        return bound;
    }

    /** A record of one of the flow's topics was decided on. */
    void decided(String topic, Duration sinceRecord) {
        latency(topic).record(notNegative(sinceRecord));
    }

    private Timer latency(String topic) {
        return timer("orchestrator_flow_latency", "topic", topic, HOPS);
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** So many more sessions, or fewer, have a task at work. */
    void activeSessions(int more) {
        active.addAndGet(more);
    }

    /** Something follows from a decision. */
    void followed(Action action) {
        switch (action) {
            case Action.PublishResult publish -> ended(publish.outcome());
            case Action.Dispatch dispatch ->
                    dispatched(dispatch.task().agent().value(), dispatch.task().attempt() > 1);
            case Action.PublishEvent ignored -> {}
            case Action.PublishCancel ignored -> {}
        }
    }

    void dispatched(String agent, boolean retry) {
        registry.counter(
                        "orchestrator_dispatches",
                        "agent",
                        bounded(agent),
                        "retry",
                        Boolean.toString(retry))
                .increment();
    }

    private synchronized String bounded(String agent) {
        boolean known =
                agents.contains(agent) || (agents.size() < MOST_AGENTS && agents.add(agent));
        return known ? agent : "other";
    }

    private void ended(TaskEvent.Ended outcome) {
        duration(outcome.state().name().toLowerCase(Locale.ROOT))
                .record(Duration.ofMillis(outcome.durationMs()));
    }

    private Timer duration(String state) {
        return timer("orchestrator_task_duration", "state", state, TASKS);
    }

    private Timer timer(String name, String label, String value, Duration[] buckets) {
        return Timer.builder(name)
                .tag(label, value)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    /** A record went to its dead letter topic. */
    public void deadLetter(String topic) {
        deadLetters(topic).increment();
    }

    private Counter deadLetters(String topic) {
        return registry.counter("dead_letters", "topic", topic);
    }
}
