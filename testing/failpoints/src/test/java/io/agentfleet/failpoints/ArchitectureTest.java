package io.agentfleet.failpoints;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyWhatStandsBeforeThem() {
        new PackageRules(
                        "io.agentfleet.failpoints",
                        List.of("point", "model", "book", "service"),
                        List.of("point", "model", "book"))
                .check();
    }
}
