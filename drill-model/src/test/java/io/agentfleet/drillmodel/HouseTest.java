package io.agentfleet.drillmodel;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void isOneRoom() {
        new HouseRules("io.agentfleet.drillmodel", List.of(), List.of()).check();
    }
}
