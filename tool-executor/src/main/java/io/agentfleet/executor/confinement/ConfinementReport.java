package io.agentfleet.executor.confinement;

import java.util.List;

/**
 * What this process is confined by, in plain sentences for a log.
 *
 * @param given what holds from now on
 * @param missing what the platform could not give, and why
 */
public record ConfinementReport(List<String> given, List<String> missing) {

    public ConfinementReport {
        given = List.copyOf(given);
        missing = List.copyOf(missing);
    }

    /** Whether nothing is missing. */
    public boolean complete() {
        return missing.isEmpty();
    }
}
