package io.agentfleet.drillport;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void knowsNoFramework() {
        new PackageRules("io.agentfleet.drillport", List.of(), List.of()).check();
    }
}
