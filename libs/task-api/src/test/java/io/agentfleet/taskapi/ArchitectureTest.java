package io.agentfleet.taskapi;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.taskapi",
                        List.of("view", "limit", "service", "projection", "grpc", "rest"),
                        List.of("view"))
                .check();
    }
}
