package io.agentfleet.tools.meter;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * All meters of the registry. Whoever registers tools names them: names that are no tools, and
 * tools beyond {@value #MOST_TOOLS}, count as {@code other}.
 */
public final class RegistryMeters {

    /** What stands for a name that has no series of its own. */
    public static final String OTHER = "other";

    private static final int MOST_TOOLS = 200;
    private static final String TOOL = "tool";
    private static final String[] STATUSES = {"succeeded", "rejected", "failed"};
    private static final Duration[] DURATIONS =
            LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Set<String> tools = new HashSet<>();
    private final Counter auditLost;
    private final Counter deadLetters;

    public RegistryMeters(MeterRegistry registry) {
        this.registry = registry;
        this.auditLost = registry.counter("tool_audit_lost");
        this.deadLetters = registry.counter("dead_letters", "topic", Topics.TOOL_DEFINITIONS);
    }

    /** Says which build this is. */
    public void built(String service, String version) {
        Gauge.builder("fleet_build_info", () -> 1)
                .tags("service", service, "version", version)
                .register(registry);
    }

    /** A call ended, whatever became of it. */
    public void called(String name, String status, Optional<ErrorCode> error, Duration took) {
        String tool = bounded(name);
        calls(tool, status).increment();
        error.ifPresent(code ->
                registry.counter("tool_errors", TOOL, tool, "error_code", code.wire()).increment());
        Timer.builder("tool_duration")
                .description("guards included")
                .serviceLevelObjectives(DURATIONS)
                .tag(TOOL, tool)
                .register(registry)
                .record(took);
    }

    private Counter calls(String tool, String status) {
        return registry.counter("tool_calls", TOOL, tool, "status", status);
    }

    private synchronized String bounded(String tool) {
        if (tools.contains(tool)) {
            return tool;
        }
        if (tools.size() >= MOST_TOOLS) {
            return OTHER;
        }
        for (String status : STATUSES) {
            calls(tool, status).increment(0); // a counter that begins with 1 seems never to rise
        }
        tools.add(tool);
        return tool;
    }

    /**
     * The breaker of a tool is read when the gauge is scraped: 0 closed, 1 half open, 2 open. Of
     * the tools that count as {@code other} the first is shown.
     */
    public void watchBreaker(String tool, Supplier<Number> state) {
        Gauge.builder("tool_breaker_state", state).tag(TOOL, bounded(tool)).register(registry);
    }

    /** A definition that could not be used went to its dead letters. */
    public void definitionDeadLettered() {
        deadLetters.increment();
    }

    /** An audit record was given up. */
    public void auditLost() {
        auditLost.increment();
    }
}
