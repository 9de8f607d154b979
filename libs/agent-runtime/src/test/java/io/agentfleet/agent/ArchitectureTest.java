package io.agentfleet.agent;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsImportOnlyRoomsThatStandBeforeThem() {
        new PackageRules(
                        "io.agentfleet.agent",
                        List.of(
                                "chat",
                                "redis",
                                "model",
                                "memory",
                                "tool",
                                "journal",
                                "run",
                                "trace",
                                "view",
                                "meter",
                                "log",
                                "drill",
                                "door",
                                "execution",
                                "listener",
                                "assembly",
                                "rpc",
                                "rest"),
                        List.of(
                                "chat", "model", "memory", "tool", "journal", "run", "trace",
                                "view", "door"))
                .check();
    }

    @Test
    void everyKafkaClientIsReachedAsTheSettingsSay() {
        PackageRules.checkKafkaClients("io.agentfleet.agent");
    }
}
