package io.agentfleet.analysis;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void isOnePackageWithoutCycles() {
        new PackageRules("io.agentfleet.analysis", List.of(), List.of()).check();
    }
}
