package io.agentfleet.testservers;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesKeepTheirOrder() {
        new PackageRules("io.agentfleet.testservers", List.of(), List.of()).check();
    }
}
