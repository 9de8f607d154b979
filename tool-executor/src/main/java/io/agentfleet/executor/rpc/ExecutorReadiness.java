package io.agentfleet.executor.rpc;

import io.agentfleet.executor.sandbox.OutputFolder;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the registry has taken a tool and files can be written; tools that it refused are
 * named.
 */
@Readiness
@Singleton
final class ExecutorReadiness implements HealthCheck {

    private final RegistrationClient registration;
    private final OutputFolder folder;

    ExecutorReadiness(RegistrationClient registration, OutputFolder folder) {
        this.registration = registration;
        this.folder = folder;
    }

    @Override
    public HealthCheckResponse call() {
        RegistrationClient.Report registered = registration.report();
        boolean writable = folder.writable();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("tool-executor")
                        .status(registration.isRegistered() && writable)
                        .withData(
                                "registration",
                                registration.isRegistered()
                                        ? "registered"
                                        : registered.problem().isEmpty()
                                                ? "the registry refused every tool"
                                                : registered.problem())
                        .withData(
                                "output folder",
                                writable
                                        ? "writable"
                                        : "not writable: set OUTPUT_DIR to one that is");
        registered.refused().forEach((tool, reason) -> answer.withData("refused " + tool, reason));
        return answer.build();
    }
}
