package io.agentfleet.executor.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the executor measures: {@code tool_duration_seconds}, its count being the calls. */
@Singleton
final class ToolMeters {

    private final MeterRegistry registry;

    ToolMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void called(String tool, String outcome, String errorCode, Duration took) {
        Timer.builder("tool_duration")
                .description("Calls of tools, with how they ended")
                .tag("tool", tool)
                .tag("outcome", outcome)
                .tag("error_code", errorCode)
                .register(registry)
                .record(took);
    }
}
