package io.agentfleet.parts;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsKeepTheirOrder() {
        new HouseRules("io.agentfleet.parts", List.of("process", "server"), List.of("process"))
                .check();
    }
}
