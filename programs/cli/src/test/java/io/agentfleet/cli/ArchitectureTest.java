package io.agentfleet.cli;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.cli",
                        List.of(
                                "deadletter",
                                "datasource",
                                "client",
                                "output",
                                "operations",
                                "command"),
                        List.of("datasource"))
                .check();
    }

    @Test
    void everyKafkaClientTakesTheSharedSettings() {
        PackageRules.checkKafkaClients("io.agentfleet.cli");
    }
}
