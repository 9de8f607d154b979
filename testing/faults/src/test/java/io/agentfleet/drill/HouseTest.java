package io.agentfleet.drill;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsImportOnlyRoomsThatStandBeforeThem() {
        new HouseRules(
                        "io.agentfleet.drill",
                        List.of("fleet", "book", "load", "soak"),
                        List.of("fleet", "book"))
                .check();
    }
}
