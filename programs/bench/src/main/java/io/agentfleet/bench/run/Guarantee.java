package io.agentfleet.bench.run;

import java.util.Locale;

/** The flow's processing guarantee. */
public enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE;

    /** As configuration and reports write it: {@code exactly-once}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
