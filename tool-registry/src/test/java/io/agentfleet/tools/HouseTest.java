package io.agentfleet.tools;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsImportOnlyWhatStandsBeforeThem() {
        new HouseRules(
                        "io.agentfleet.tools",
                        List.of(
                                "meter", "catalog", "redis", "guard", "audit", "effect", "gateway",
                                "rpc", "rest"),
                        List.of("catalog", "guard", "audit", "effect"))
                .check();
    }

    @Test
    void everyKafkaClientIsReachedAsTheSettingsSay() {
        HouseRules.checkKafkaClients("io.agentfleet.tools");
    }
}
