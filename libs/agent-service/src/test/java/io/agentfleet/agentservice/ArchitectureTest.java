package io.agentfleet.agentservice;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules("io.agentfleet.agentservice", List.of("readiness", "assembly"), List.of())
                .check();
    }
}
