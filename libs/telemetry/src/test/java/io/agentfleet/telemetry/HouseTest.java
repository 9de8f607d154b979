package io.agentfleet.telemetry;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        new HouseRules("io.agentfleet.telemetry", List.of(), List.of()).check();
    }
}
