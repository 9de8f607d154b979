package io.agentfleet.agentservice.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept in Redis. */
@ConfigMapping(prefix = "fleet.retention")
public interface RetentionConfig {

    /** A session's memory, after its last turn. */
    @WithDefault("P7D")
    Duration memory();

    /** Task views and event streams, after the last event. */
    @WithDefault("P7D")
    Duration views();

    /** The journal of a run that never ends. */
    @WithDefault("P1D")
    Duration journal();

    /** Results and cancels, to recognise a repeated record. */
    @WithDefault("P1D")
    Duration results();
}
