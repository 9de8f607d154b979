package io.agentfleet.writer;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void isOneRoom() {
        new HouseRules("io.agentfleet.writer", List.of(), List.of()).check();
    }
}
