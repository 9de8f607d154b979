package io.agentfleet.localfleet.access;

import java.util.Locale;

/** What the bearer of a token may be; services have tokens of their own. */
public enum PersonRole {
    SUBMITTER,
    VIEWER,
    APPROVER,
    /** Of one tenant. */
    OPERATOR,
    /** Of the whole fleet, whatever its tenant. */
    FLEET_OPERATOR;

    /** As a token names it. */
    public String group() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same, for the command line. */
    @Override
    public String toString() {
        return group();
    }
}
