package io.agentfleet.system;

import java.nio.file.Path;

/** Data sources that tests use through doors where no folder can be given. */
final class Sources {

    /** The folder that comes with the project. */
    static final Path SALES = Fleet.ROOT.resolve("examples/sales");

    private Sources() {}

    /** The name under which the fleet knows {@link #SALES}. */
    static String sales(Fleet fleet) {
        return fleet.run("data", "add", SALES.toString(), "-o", "json")
                .json()
                .path("name")
                .asText();
    }
}
