package io.agentfleet.cli;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsKeepTheirOrder() {
        new PackageRules(
                        "io.agentfleet.cli",
                        List.of(
                                "home",
                                "state",
                                "access",
                                "service",
                                "contract",
                                "letter",
                                "fleet",
                                "source",
                                "client",
                                "show",
                                "work",
                                "command"),
                        List.of("home", "state", "access", "service", "source"))
                .check();
    }

    @Test
    void everyKafkaClientIsReachedAsTheSettingsSay() {
        PackageRules.checkKafkaClients("io.agentfleet.cli");
    }
}
