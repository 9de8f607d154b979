package io.agentfleet.localservers.process;

import java.util.Optional;

/** Asks a server whether it works. Blocking, bounded by a second or two, never throws. */
@FunctionalInterface
public interface Probe {

    /** Empty if it works; otherwise what is wrong, for people. */
    Optional<String> problem();
}
