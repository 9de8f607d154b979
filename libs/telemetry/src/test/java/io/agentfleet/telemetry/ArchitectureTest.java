package io.agentfleet.telemetry;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules("io.agentfleet.telemetry", List.of("trace"), List.of()).check();
    }
}
