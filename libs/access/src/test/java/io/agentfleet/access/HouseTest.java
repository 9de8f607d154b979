package io.agentfleet.access;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsImportOnlyRoomsThatStandBeforeThem() {
        new HouseRules(
                        "io.agentfleet.access",
                        List.of("who", "token", "gate"),
                        List.of("who", "token"))
                .check();
    }
}
