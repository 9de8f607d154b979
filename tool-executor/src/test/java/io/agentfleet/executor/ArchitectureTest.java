package io.agentfleet.executor;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.executor",
                        List.of(
                                "confinement",
                                "sandbox",
                                "source",
                                "documents",
                                "tables",
                                "query",
                                "code",
                                "charts",
                                "worker",
                                "pool",
                                "files",
                                "rpc"),
                        List.of("sandbox", "source"))
                .check();
    }
}
