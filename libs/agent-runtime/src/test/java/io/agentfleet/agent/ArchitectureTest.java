package io.agentfleet.agent;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packagesImportOnlyPackagesBeforeThem() {
        new PackageRules(
                        "io.agentfleet.agent",
                        List.of(
                                "chat",
                                "model",
                                "memory",
                                "route",
                                "cache",
                                "budget",
                                "gateway",
                                "configuration",
                                "tool",
                                "journal",
                                "run",
                                "trace",
                                "meter",
                                "drill",
                                "execution",
                                "listener"),
                        List.of(
                                "chat", "model", "memory", "route", "cache", "budget", "gateway",
                                "tool", "journal", "run"))
                .check();
    }

    @Test
    void everyKafkaClientTakesTheSharedSettings() {
        PackageRules.checkKafkaClients("io.agentfleet.agent");
    }
}
