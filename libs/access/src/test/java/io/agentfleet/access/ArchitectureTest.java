package io.agentfleet.access;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.access",
                        List.of("identity", "grant", "token", "config", "client", "filter"),
                        List.of("identity", "grant", "token"))
                .check();
    }
}
