package io.agentfleet.orchestrator.ledger.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of the ledger. Safe for many threads. */
public final class CostMeters {

    private final Counter sessionAlerts;

    public CostMeters(MeterRegistry registry) {
        this.sessionAlerts = registry.counter("llm_session_cost_alerts");
    }

    /** A session has cost more than it should. */
    void sessionAlert() {
        sessionAlerts.increment();
    }
}
