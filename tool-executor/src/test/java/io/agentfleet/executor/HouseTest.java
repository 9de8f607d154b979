package io.agentfleet.executor;

import io.agentfleet.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void roomsImportOnlyWhatStandsBeforeThem() {
        new HouseRules(
                        "io.agentfleet.executor",
                        List.of(
                                "sandbox",
                                "source",
                                "documents",
                                "tables",
                                "code",
                                "charts",
                                "files",
                                "drill",
                                "rpc"),
                        List.of("sandbox", "source"))
                .check();
    }
}
