package io.agentfleet.tools.rest;

import io.agentfleet.tools.effect.EffectLog;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while effects can be claimed: Redis answers and its index is whole. */
@Readiness
@ApplicationScoped
public class EffectReadiness implements HealthCheck {

    private final EffectLog log;

    EffectReadiness(EffectLog log) {
        this.log = log;
    }

    /** The owner's heart begins to beat with the start, not with the first question. */
    void start(@Observes StartupEvent event) {
        log.ready();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("effects").status(log.ready()).build();
    }
}
