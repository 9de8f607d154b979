package io.agentfleet.tools.catalog;

import java.util.Optional;

/**
 * Whose the name of a tool is, and how it came to be.
 *
 * @param owner who alone may register it
 * @param transferredFrom the owner before, as long as the definition is still what that one
 *     registered; empty once the owner has registered it
 */
public record Ownership(ToolOwner owner, Optional<ToolOwner> transferredFrom) {

    /** Of a name that nobody has a claim to. */
    public static final Ownership NONE = of(new ToolOwner.Nobody());

    /** Of a name that its owner registered. */
    public static Ownership of(ToolOwner owner) {
        return new Ownership(owner, Optional.empty());
    }

    /** The same name in other hands. */
    public Ownership transferredTo(ToolOwner next) {
        return new Ownership(next, Optional.of(owner));
    }

    /**
     * True if what stands later on the log may take this one's place: the first owner on the log
     * stays until it hands the name on.
     */
    public boolean yieldsTo(Ownership next) {
        return owner instanceof ToolOwner.Nobody
                || owner.equals(next.owner)
                || next.transferredFrom.filter(owner::equals).isPresent();
    }

    /** True if a service of the fleet owns the name and has itself said where the tool is. */
    public boolean isOfTheFleet() {
        return owner instanceof ToolOwner.FleetService && transferredFrom.isEmpty();
    }

    /** True if what is registered binds its owner: nobody's and another's definition does not. */
    public boolean bindsItsOwner() {
        return !(owner instanceof ToolOwner.Nobody) && transferredFrom.isEmpty();
    }
}
