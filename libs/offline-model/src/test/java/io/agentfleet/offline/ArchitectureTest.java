package io.agentfleet.offline;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.offline",
                        List.of(
                                "language",
                                "question",
                                "tables",
                                "binding",
                                "query",
                                "documents",
                                "compose",
                                "model"),
                        List.of(
                                "language",
                                "question",
                                "tables",
                                "binding",
                                "query",
                                "documents",
                                "compose"))
                .check();
    }
}
