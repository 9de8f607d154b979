package io.agentfleet.tools;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.tools",
                        List.of(
                                "meter",
                                "catalog",
                                "call",
                                "guard",
                                "audit",
                                "registration",
                                "effect",
                                "gateway",
                                "rpc",
                                "rest"),
                        List.of("catalog", "call", "guard", "audit", "registration", "effect"))
                .check();
    }

    @Test
    void everyKafkaClientTakesTheSharedSettings() {
        PackageRules.checkKafkaClients("io.agentfleet.tools");
    }
}
