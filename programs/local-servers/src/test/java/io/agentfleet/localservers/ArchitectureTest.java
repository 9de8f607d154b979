package io.agentfleet.localservers;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesKeepTheirOrder() {
        new PackageRules(
                        "io.agentfleet.localservers",
                        List.of("process", "server"),
                        List.of("process"))
                .check();
    }
}
