package io.agentfleet.orchestrator.flow;

import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.orchestrator.session.Effect;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the flow. */
public final class FlowMeters {

    private final MeterRegistry registry;
    private final Timer latency;
    private final AtomicInteger active;

    public FlowMeters(MeterRegistry registry) {
        this.registry = registry;
        this.latency =
                Timer.builder("orchestrator_flow_latency_seconds")
                        .description("from a record's timestamp until it was decided on")
                        .publishPercentileHistogram()
                        .register(registry);
        this.active = registry.gauge("orchestrator_active_sessions", new AtomicInteger());
    }

    /** A record was decided on. */
    void decided(Duration sinceRecord) {
        latency.record(sinceRecord.isNegative() ? Duration.ZERO : sinceRecord);
    }

    /** So many more sessions, or fewer, have a task at work. */
    void activeSessions(int more) {
        active.addAndGet(more);
    }

    /** Something follows from a decision. */
    void followed(Effect effect) {
        switch (effect) {
            case Effect.Publish publish -> ended(publish.outcome());
            case Effect.Dispatch dispatch ->
                    registry.counter(
                                    "orchestrator_dispatches_total",
                                    "agent",
                                    dispatch.task().agent().value(),
                                    "retry",
                                    Boolean.toString(dispatch.task().attempt() > 1))
                            .increment();
            case Effect.Tell ignored -> {}
            case Effect.OrderCancel ignored -> {}
        }
    }

    private void ended(TaskEvent.Ended outcome) {
        Timer.builder("orchestrator_task_duration_seconds")
                .description("from acceptance to the end")
                .tag("state", outcome.state().name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.ofMillis(outcome.durationMs()));
    }

    /** A record went to its dead letter topic. */
    void buried(String topic) {
        registry.counter("orchestrator_dead_letters_total", "topic", topic).increment();
    }
}
