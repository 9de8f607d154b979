package io.agentfleet.faults;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsImportOnlyRoomsThatStandBeforeThem() {
        new PackageRules(
                        "io.agentfleet.faults",
                        List.of("fleet", "book", "load", "soak"),
                        List.of("fleet", "book"))
                .check();
    }
}
