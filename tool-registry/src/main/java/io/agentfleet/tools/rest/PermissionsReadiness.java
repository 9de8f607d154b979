package io.agentfleet.tools.rest;

import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.gateway.PermissionsFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once there were permissions to read; content that cannot be used later is named. */
@Readiness
@ApplicationScoped
public class PermissionsReadiness implements HealthCheck {

    private final PermissionsFile permissions;
    private final ToolCatalog catalog;

    PermissionsReadiness(PermissionsFile permissions, ToolCatalog catalog) {
        this.permissions = permissions;
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = permissions.problem();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("permissions")
                        .status(!permissions.get().byAgent().isEmpty())
                        .withData("file", problem.isEmpty() ? "in force" : problem);
        String unknown = permittedButNotRegistered();
        if (!unknown.isEmpty()) {
            answer.withData("not_registered", unknown);
        }
        return answer.build();
    }

    /** A tool may come later; a name that was mistyped never does. */
    private String permittedButNotRegistered() {
        Set<String> registered =
                catalog.all().stream()
                        .map(tool -> tool.definition().name().value())
                        .collect(Collectors.toSet());
        return permissions.get().byAgent().values().stream()
                .flatMap(List::stream)
                .filter(tool -> !registered.contains(tool))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
