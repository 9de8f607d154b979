package io.agentfleet.agent.route;

import java.util.Locale;

/** How strong a model a call needs. */
public enum Tier {
    LIGHT,
    STANDARD,
    PREMIUM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
