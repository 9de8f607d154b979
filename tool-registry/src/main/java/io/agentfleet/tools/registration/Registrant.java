package io.agentfleet.tools.registration;

import io.agentfleet.access.identity.Identity;
import io.agentfleet.tools.catalog.ToolOwner;
import java.util.Optional;

/**
 * Who registers or transfers a tool.
 *
 * @param identity as its token says; empty in an open fleet, where nobody shows who they are
 */
public record Registrant(Optional<Identity> identity) {

    private static final String OPEN_TENANT = "default";

    /** Whom a name would belong to that they register. */
    ToolOwner owner() {
        return identity.<ToolOwner>map(Registrant::owner).orElseGet(ToolOwner.Nobody::new);
    }

    private static ToolOwner owner(Identity who) {
        return who.isService()
                ? new ToolOwner.FleetService(who.subject())
                : new ToolOwner.Person(who.issuer(), who.subject());
    }

    String tenant() {
        return identity.map(Identity::tenant).orElse(OPEN_TENANT);
    }
}
