package io.agentfleet.localfleet.access;

import java.util.Locale;

/** What the bearer of a token may be; services have tokens of their own. */
public enum PersonRole {
    SUBMITTER,
    VIEWER,
    APPROVER,
    OPERATOR;

    /** As a token names it. */
    public String group() {
        return name().toLowerCase(Locale.ROOT);
    }
}
