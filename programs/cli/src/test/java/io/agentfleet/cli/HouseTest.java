package io.agentfleet.cli;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsKeepTheirOrder() {
        new HouseRules(
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
        HouseRules.checkKafkaClients("io.agentfleet.cli");
    }
}
