package io.agentfleet.access;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsImportOnlyRoomsThatStandBeforeThem() {
        new PackageRules(
                        "io.agentfleet.access",
                        List.of("who", "token", "gate"),
                        List.of("who", "token"))
                .check();
    }
}
