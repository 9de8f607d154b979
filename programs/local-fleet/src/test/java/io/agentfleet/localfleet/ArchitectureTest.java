package io.agentfleet.localfleet;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.localfleet",
                        List.of(
                                "failure",
                                "file",
                                "state",
                                "access",
                                "service",
                                "provisioning",
                                "log",
                                "supervisor"),
                        List.of("failure", "file", "state", "access"))
                .check();
    }

    @Test
    void everyKafkaClientTakesTheSharedSettings() {
        PackageRules.checkKafkaClients("io.agentfleet.localfleet");
    }
}
