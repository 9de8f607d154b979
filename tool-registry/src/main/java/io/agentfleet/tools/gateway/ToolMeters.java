package io.agentfleet.tools.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The meters of tool calls: {@code tool_calls_total{tool,status}}, {@code
 * tool_duration_seconds{tool}}, {@code tool_breaker_state{tool}} (0 closed, 1 half open, 2 open).
 * Names that are no tools count as {@code unknown}.
 */
public final class ToolMeters {

    private static final String TOOL = "tool";

    private final MeterRegistry registry;

    public ToolMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void called(String tool, String status, Duration took) {
        Counter.builder("tool_calls")
                .description("Tool calls that reached the gateway")
                .tag(TOOL, tool)
                .tag("status", status)
                .register(registry)
                .increment();
        Timer.builder("tool_duration")
                .description("Duration of tool calls, guards included")
                .publishPercentileHistogram()
                .tag(TOOL, tool)
                .register(registry)
                .record(took);
    }

    void watchBreaker(String tool, Supplier<Number> state) {
        Gauge.builder("tool_breaker_state", state)
                .description("0 closed, 1 half open, 2 open")
                .tag(TOOL, tool)
                .register(registry);
    }
}
