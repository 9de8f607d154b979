package io.agentfleet.orchestrator;

import io.agentfleet.architecture.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsImportOnlyRoomsBeforeThem() {
        new PackageRules(
                        "io.agentfleet.orchestrator",
                        List.of(
                                "plan",
                                "session",
                                "directory",
                                "flow",
                                "planner",
                                "direct",
                                "view",
                                "trace",
                                "service"),
                        List.of("plan", "session"))
                .check();
    }

    @Test
    void everyKafkaClientIsReachedAsTheSettingsSay() {
        PackageRules.checkKafkaClients("io.agentfleet.orchestrator");
    }
}
