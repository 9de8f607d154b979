package io.agentfleet.executor.confinement;

import java.util.ArrayList;
import java.util.List;

/** Collects what was given and what is missing. */
final class Findings {

    private final List<String> given = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * @param result of a system call: negative if it failed
     * @return whether it succeeded
     */
    boolean add(long result, String ifGiven, String ifMissing) {
        if (result < 0) {
            missing("%s: the kernel refused it with error %d".formatted(ifMissing, -result));
        } else {
            given.add(ifGiven);
        }
        return result >= 0;
    }

    void missing(String what) {
        missing.add(what);
    }

    ConfinementReport report() {
        return new ConfinementReport(given, missing);
    }
}
