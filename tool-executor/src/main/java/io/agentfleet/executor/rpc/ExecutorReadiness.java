package io.agentfleet.executor.rpc;

import io.agentfleet.executor.sandbox.OutputFolder;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the registry knows the tools and files can be written. */
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
        String registered = registration.problem();
        boolean writable = folder.writable();
        return HealthCheckResponse.named("tool-executor")
                .status(registered.isEmpty() && writable)
                .withData("registration", registered.isEmpty() ? "registered" : registered)
                .withData(
                        "output folder",
                        writable ? "writable" : "not writable: set OUTPUT_DIR to one that is")
                .build();
    }
}
