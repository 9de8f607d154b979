package io.agentfleet.offline;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsKeepTheirOrderAndAllButTheModelStayPure() {
        new PackageRules(
                        "io.agentfleet.offline",
                        List.of("language", "question", "tables", "documents", "compose", "model"),
                        List.of("language", "question", "tables", "documents", "compose"))
                .check();
    }
}
