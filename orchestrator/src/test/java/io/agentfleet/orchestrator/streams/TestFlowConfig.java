package io.agentfleet.orchestrator.streams;

import io.agentfleet.orchestrator.flow.FlowConfig;
import java.nio.file.Path;
import java.time.Duration;

/** The usual settings, for tests. */
record TestFlowConfig(Path stateDir, Guarantee guarantee) implements FlowConfig {

    @Override
    public Duration commitInterval() {
        return Duration.ofMillis(5);
    }

    @Override
    public int threads() {
        return 2;
    }

    @Override
    public Duration tick() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration defaultDeadline() {
        return Duration.ofMinutes(15);
    }

    @Override
    public int attempts() {
        return 3;
    }

    @Override
    public Duration retryDelay() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration nodeTimeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Duration retention() {
        return Duration.ofHours(24);
    }
}
