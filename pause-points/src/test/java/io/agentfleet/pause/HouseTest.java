package io.agentfleet.pause;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void knowsNoFramework() {
        new HouseRules("io.agentfleet.pause", List.of(), List.of()).check();
    }
}
