package io.agentfleet.bench;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsKeepTheirOrder() {
        new HouseRules(
                        "io.agentfleet.bench",
                        List.of("measure", "load", "floor", "fleet", "report", "run"),
                        List.of("measure"))
                .check();
    }
}
