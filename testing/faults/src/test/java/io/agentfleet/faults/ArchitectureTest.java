package io.agentfleet.faults;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.faults",
                        List.of("fleet", "effects", "load", "soak"),
                        List.of("effects"))
                .check();
    }
}
