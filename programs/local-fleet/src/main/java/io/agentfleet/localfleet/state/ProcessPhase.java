package io.agentfleet.localfleet.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a process of the fleet stands.
 *
 * <pre>
 * STOPPED -> STARTING -> READY <-> NOT_READY
 *                ^          |          |
 *                |          v          v
 *                +----- RESTARTING (FAILED after several ends in a row),
 *                       RENEWING if it was ended on purpose
 * </pre>
 */
public enum ProcessPhase {
    STOPPED,
    STARTING,
    READY,
    /** It runs, but its readiness says no. */
    NOT_READY,
    /** It ended; it is started again when its back-off is over. */
    RESTARTING,
    /** It was ended to start again another way: from a new build, or with other addresses. */
    RENEWING,
    /** It ended again and again without ever becoming ready; still tried, slowly. */
    FAILED;

    /** As it is written: lower case, with underscores. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of a written name. */
    @JsonCreator
    public static ProcessPhase ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
