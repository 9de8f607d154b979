package io.agentfleet.offline;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsKeepTheirOrderAndAllButTheModelStayPure() {
        new HouseRules(
                        "io.agentfleet.offline",
                        List.of("language", "question", "tables", "documents", "compose", "model"),
                        List.of("language", "question", "tables", "documents", "compose"))
                .check();
    }
}
