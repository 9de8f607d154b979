package io.agentfleet.agent;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsImportOnlyRoomsThatStandBeforeThem() {
        new HouseRules(
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
                                "task",
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
        HouseRules.checkKafkaClients("io.agentfleet.agent");
    }
}
