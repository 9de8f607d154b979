package io.agentfleet.orchestrator.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How the flow runs. */
@ConfigMapping(prefix = "fleet.flow")
public interface FlowConfig {

    /** Whether an input and all that follows from it is one transaction, or may be repeated. */
    enum Guarantee {
        EXACTLY_ONCE,
        AT_LEAST_ONCE
    }

    /** Where sessions are kept on this machine; every replica needs a folder of its own. */
    @WithDefault(".fleet/state/orchestrator")
    Path stateDir();

    /**
     * EXACTLY_ONCE answers later (a commit per few milliseconds). AT_LEAST_ONCE is faster; after a
     * crash the same record is published twice, which every consumer recognises.
     */
    @WithDefault("exactly-once")
    Guarantee guarantee();

    /** How often work is committed under EXACTLY_ONCE: outputs become visible then. */
    @WithDefault("5ms")
    Duration commitInterval();

    /** Threads that share the partitions of this replica. */
    @WithDefault("2")
    int threads();

    /** How often sessions are looked at that wait for time to pass. */
    @WithDefault("200ms")
    Duration tick();

    /** Time for a task that names no deadline, from its start. */
    @WithDefault("15m")
    Duration defaultDeadline();

    /** How often a node is tried whose failure may pass, the first time included. */
    @WithDefault("3")
    int attempts();

    /** Rest before the second attempt of a node; four times as long before each further one. */
    @WithDefault("1s")
    Duration retryDelay();

    /**
     * How long a run that sent heartbeats may send none before its attempt is given up. Longer than
     * a few of the agents' intervals between signs, and than a restart of theirs takes.
     */
    @WithDefault("2m")
    Duration nodeTimeout();

    /** How long an idle session is remembered, and with it which tasks were seen. */
    @WithDefault("24h")
    Duration retention();
}
