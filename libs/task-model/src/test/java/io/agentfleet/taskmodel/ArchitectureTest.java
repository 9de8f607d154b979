package io.agentfleet.taskmodel;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.taskmodel",
                        List.of("task", "run", "event", "view"),
                        List.of("task", "run", "event", "view"))
                .check();
    }
}
