package io.agentfleet.tools.rest;

import io.agentfleet.tools.gateway.PermissionsFile;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once there were permissions to read; content that cannot be used later is named. */
@Readiness
@ApplicationScoped
public class PermissionsReadiness implements HealthCheck {

    private final PermissionsFile permissions;

    PermissionsReadiness(PermissionsFile permissions) {
        this.permissions = permissions;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = permissions.problem();
        return HealthCheckResponse.named("permissions")
                .status(!permissions.get().byAgent().isEmpty())
                .withData("file", problem.isEmpty() ? "in force" : problem)
                .build();
    }
}
