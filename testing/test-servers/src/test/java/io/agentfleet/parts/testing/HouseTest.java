package io.agentfleet.parts.testing;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsKeepTheirOrder() {
        new HouseRules("io.agentfleet.parts.testing", List.of(), List.of()).check();
    }
}
