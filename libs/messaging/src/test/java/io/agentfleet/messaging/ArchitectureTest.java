package io.agentfleet.messaging;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.messaging",
                        List.of("codec", "record", "log", "retry", "kafka", "redis"),
                        List.of("retry"))
                .check();
    }

    @Test
    void everyKafkaClientTakesTheSharedSettings() {
        PackageRules.checkKafkaClients("io.agentfleet.messaging");
    }
}
