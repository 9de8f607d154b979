package io.agentfleet.access.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A role of a caller; a token names it in {@code groups}, such as {@code fleet-operator}. */
public enum Role {
    SUBMITTER,
    APPROVER,
    /** Of one tenant. */
    OPERATOR,
    /** Of the whole fleet, whatever its tenant: what all tenants share. */
    FLEET_OPERATOR,
    /** A service of the fleet, not a person: it speaks for the tenants whose tasks it carries. */
    AGENT,
    VIEWER;

    /** The role of a group; empty for a group that means nothing here. */
    public static Optional<Role> of(String group) {
        return Stream.of(values()).filter(role -> role.group().equals(group)).findFirst();
    }

    private String group() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
