package io.agentfleet.orchestrator.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept of traces. */
@ConfigMapping(prefix = "fleet.traces")
public interface TraceConfig {

    /** How long a trace is kept after its last span. */
    @WithDefault("24h")
    Duration keep();

    /** Most traces; the oldest give way. */
    @WithDefault("500")
    int mostTraces();

    /** Most spans of one trace; more are left out. */
    @WithDefault("2000")
    int mostSpans();
}
