package io.agentfleet.taskapi.projection;

import io.agentfleet.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** The meters of the projection. Safe for many threads. */
public final class ViewMeters {

    private static final Duration[] BUCKETS =
            LongStream.of(
                            2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000,
                            60_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;

    public ViewMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of(Topics.EVENTS, Topics.STEPS).forEach(this::latency);
        List.of(Topics.EVENTS, Topics.STEPS).forEach(this::deadLetters);
    }

    /** A record can be seen in the views. */
    void shown(String topic, Duration sinceRecord) {
        latency(topic).record(sinceRecord.isNegative() ? Duration.ZERO : sinceRecord);
    }

    private Timer latency(String topic) {
        return Timer.builder("orchestrator_view_latency")
                .tag("topic", topic)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** A record went to its dead letter topic. */
    void deadLetter(String topic) {
        deadLetters(topic).increment();
    }

    private Counter deadLetters(String topic) {
        return registry.counter("dead_letters", "topic", topic);
    }
}
