package io.agentfleet.orchestrator;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsImportOnlyRoomsBeforeThem() {
        new HouseRules(
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
        HouseRules.checkKafkaClients("io.agentfleet.orchestrator");
    }
}
