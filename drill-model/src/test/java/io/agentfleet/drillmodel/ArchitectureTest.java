package io.agentfleet.drillmodel;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void isOneRoom() {
        new PackageRules("io.agentfleet.drillmodel", List.of(), List.of()).check();
    }
}
