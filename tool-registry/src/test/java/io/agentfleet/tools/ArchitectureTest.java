package io.agentfleet.tools;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsImportOnlyWhatStandsBeforeThem() {
        new PackageRules(
                        "io.agentfleet.tools",
                        List.of(
                                "meter", "catalog", "redis", "guard", "audit", "effect", "gateway",
                                "rpc", "rest"),
                        List.of("catalog", "guard", "audit", "effect"))
                .check();
    }

    @Test
    void everyKafkaClientIsReachedAsTheSettingsSay() {
        PackageRules.checkKafkaClients("io.agentfleet.tools");
    }
}
