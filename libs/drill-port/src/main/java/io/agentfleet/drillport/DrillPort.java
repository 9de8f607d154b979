package io.agentfleet.drillport;

import java.util.ServiceLoader;

/**
 * Finds what a drill adds to this process: the module {@code failpoints}, which is on the class
 * path only if the process was started for fault tests ({@code ./fleet up --drill}).
 */
public final class DrillPort {

    private static final String VARIABLE = "FLEET_DRILL";

    private DrillPort() {}

    /**
     * What the drill provides for this port. Call it at the start of the process.
     *
     * @param port interface of a feature that a drill may change
     * @param none what is used outside of a drill
     * @throws IllegalStateException if {@code FLEET_DRILL} is true and nothing provides the port
     */
    public static <D> D find(Class<D> port, D none) {
        return find(port, none, Boolean.parseBoolean(System.getenv(VARIABLE)));
    }

    static <D> D find(Class<D> port, D none, boolean drill) {
        if (!drill) {
            return none;
        }
        // not the context's class loader: Quarkus' own knows only what was there when it was built
        return ServiceLoader.load(port, port.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "%s is true, but nothing on the class path provides %s: start the fleet with './fleet up --drill', which adds the module failpoints, or unset %s"
                                        .formatted(VARIABLE, port.getName(), VARIABLE)));
    }
}
