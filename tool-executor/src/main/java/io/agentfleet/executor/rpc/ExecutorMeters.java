package io.agentfleet.executor.rpc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All meters of the executor; the names are listed in {@code docs/metrics.md}. */
@Singleton
@Startup
final class ExecutorMeters {

    private final MeterRegistry registry;

    ExecutorMeters(
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.registry = registry;
        Gauge.builder("fleet_build_info", () -> 1)
                .tags("service", service, "version", version)
                .register(registry);
    }

    /** A call ended; {@code tool} is one of the executor's, or {@code other}. */
    void called(String tool, String outcome, String errorCode, Duration took) {
        Timer.builder("tool_duration")
                .tag("tool", tool)
                .tag("outcome", outcome)
                .tag("error_code", errorCode)
                .register(registry)
                .record(took);
    }
}
