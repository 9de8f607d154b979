package io.agentfleet.access.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A role of a caller; a person's token names it in lower case in {@code groups}. */
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

    /**
     * The role of a person's group; empty for a group that means nothing here, and for {@code
     * agent}: no group makes a service.
     */
    public static Optional<Role> of(String group) {
        return Stream.of(values())
                .filter(role -> role != AGENT)
                .filter(role -> role.group().equals(group))
                .findFirst();
    }

    private String group() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
