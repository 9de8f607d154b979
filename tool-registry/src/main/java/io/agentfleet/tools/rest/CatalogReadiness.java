package io.agentfleet.tools.rest;

import io.agentfleet.tools.catalog.DefinitionLog;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the catalog holds what stood in the log at the start, and while Kafka answers. Redis
 * has its own check.
 */
@Readiness
@ApplicationScoped
public class CatalogReadiness implements HealthCheck {

    private final DefinitionLog log;
    private final ToolCatalog catalog;

    CatalogReadiness(DefinitionLog log, ToolCatalog catalog) {
        this.log = log;
        this.catalog = catalog;
    }

    /** Reading begins with the start, not with the first question. */
    void start(@Observes StartupEvent event) {
        log.ready();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalog")
                .status(log.ready())
                .withData("tools", catalog.all().size())
                .build();
    }
}
