package io.agentfleet.bench;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.bench",
                        List.of("measure", "load", "baseline", "fleet", "report", "run"),
                        List.of("measure"))
                .check();
    }
}
