package io.agentfleet.bench;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsKeepTheirOrder() {
        new PackageRules(
                        "io.agentfleet.bench",
                        List.of("measure", "load", "floor", "fleet", "report", "run"),
                        List.of("measure"))
                .check();
    }
}
