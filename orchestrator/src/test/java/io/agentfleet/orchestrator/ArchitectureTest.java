package io.agentfleet.orchestrator;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.orchestrator",
                        List.of(
                                "plan",
                                "session",
                                "machine",
                                "records",
                                "directory",
                                "flow",
                                "streams",
                                "planner",
                                "synchronous",
                                "ledger",
                                "rebuild",
                                "trace",
                                "service"),
                        List.of("plan", "session", "machine", "ledger"))
                .check();
    }

    @Test
    void everyKafkaClientTakesTheSharedSettings() {
        PackageRules.checkKafkaClients("io.agentfleet.orchestrator");
    }
}
