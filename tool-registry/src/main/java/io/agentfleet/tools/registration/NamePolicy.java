package io.agentfleet.tools.registration;

import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Operation;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolName;
import io.agentfleet.tools.catalog.ToolOwner;
import java.util.Optional;

/**
 * Who may register which name. A plain name is a right of its own; a tenant's operators have the
 * names {@code TENANT.NAME}. A refusal says nothing of what other tenants have.
 */
final class NamePolicy {

    private final AccessPolicy access;

    NamePolicy(AccessPolicy access) {
        this.access = access;
    }

    /**
     * Passes if such a name is theirs to register, whether it is taken or not.
     *
     * @throws FleetException with PERMISSION_DENIED
     */
    void requireRight(ToolName name, Registrant registrant) {
        if (registrant.identity().isEmpty()) {
            return;
        }
        Identity who = registrant.identity().get();
        boolean may =
                name.tenant()
                        .map(tenant ->
                                tenant.equals(who.tenant())
                                        && access.allows(who, Operation.REGISTER_TENANT_TOOL))
                        .orElseGet(() -> access.allows(who, Operation.REGISTER_FLEET_TOOL));
        if (!may) {
            throw denied(
                    "'%s' is not a name that you may register: %s".formatted(name, instead(who)));
        }
    }

    private String instead(Identity who) {
        String own =
                access.allows(who, Operation.REGISTER_TENANT_TOOL)
                        ? "use '%s.NAME' for a tool of your tenant, ".formatted(who.tenant())
                        : "";
        String plain =
                access.allows(who, Operation.REGISTER_FLEET_TOOL)
                        ? "use a plain name for a tool of the fleet"
                        : "a plain name is for services and operators of the fleet";
        return own + plain;
    }

    /**
     * Passes if the name is theirs, or nobody's and theirs to claim.
     *
     * @throws FleetException with PERMISSION_DENIED naming the kind of the owner
     */
    void requireOwner(RegisteredTool current, ToolOwner next) {
        ToolName name = current.definition().name();
        ToolOwner owner = current.ownership().owner();
        boolean may =
                owner.equals(next)
                        || switch (next) {
                            case ToolOwner.Nobody _ -> true;
                            case ToolOwner.FleetService _ -> owner instanceof ToolOwner.Nobody;
                            case ToolOwner.Person _ ->
                                    owner instanceof ToolOwner.Nobody && name.tenant().isPresent();
                        };
        if (!may) {
            throw denied(
                    "'%s' belongs to %s: use another name, or let an operator of the fleet transfer it to you (POST /tools/%1$s/owner)"
                            .formatted(name, words(owner)));
        }
    }

    private static String words(ToolOwner owner) {
        return switch (owner) {
            case ToolOwner.FleetService _ -> "a service of the fleet";
            case ToolOwner.Person _ -> "a person";
            case ToolOwner.Nobody _ ->
                    "nobody, since it was registered before names had owners, and only a service of the fleet claims it by registering";
        };
    }

    /**
     * Passes if the name can be given to this owner.
     *
     * @throws FleetException with INVALID_ARGUMENT
     */
    void requireNextOwner(ToolName name, ToolOwner next) {
        Optional<String> problem =
                switch (next) {
                    case ToolOwner.FleetService _ when name.tenant().isPresent() ->
                            Optional.of("a tool of a tenant is no service's: name a person");
                    case ToolOwner.FleetService(String service)
                            when !access.callers().contains(service) ->
                            Optional.of(
                                    "service '%s' does not register tools here: use one of %s"
                                            .formatted(service, access.callers()));
                    case ToolOwner.Person(String issuer, String subject)
                            when issuer.isBlank() || subject.isBlank() ->
                            Optional.of("a person is named by issuer and subject: give both");
                    case ToolOwner.Nobody _ ->
                            Optional.of("name a service, or issuer and subject of a person");
                    case ToolOwner.FleetService _, ToolOwner.Person _ -> Optional.empty();
                };
        if (problem.isPresent()) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "'%s' was not transferred: %s".formatted(name, problem.get()));
        }
    }

    private static FleetException denied(String message) {
        return new FleetException(ErrorCode.PERMISSION_DENIED, message);
    }
}
