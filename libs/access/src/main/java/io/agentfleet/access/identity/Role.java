package io.agentfleet.access.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A role of a caller; in the claim {@code groups} of a token, in lower case. */
public enum Role {
    SUBMITTER,
    APPROVER,
    OPERATOR,
    /** A service of the fleet, not a person: it acts for the tenants whose tasks it carries out. */
    AGENT,
    VIEWER;

    /** The role of a group; empty for a group that is not a role. */
    public static Optional<Role> of(String group) {
        return Stream.of(values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(group))
                .findFirst();
    }
}
