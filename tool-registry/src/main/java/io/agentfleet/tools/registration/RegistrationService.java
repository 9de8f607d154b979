package io.agentfleet.tools.registration;

import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.audit.AuditLog;
import io.agentfleet.tools.catalog.DefinitionCheck;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.DefinitionLog;
import io.agentfleet.tools.catalog.Ownership;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolOwner;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Takes definitions in. A name belongs to whom first registered it; the owner may send the same
 * version again, move it to another endpoint, and follow it by what {@link SuccessorRule} allows.
 * Safe for many threads. Of two owners asked for at once at two replicas, the first record on the
 * log counts; of two definitions of one owner, the later.
 */
public final class RegistrationService {

    /** What became of a draft. */
    public enum Status {
        REGISTERED,
        UNCHANGED;

        /** The lower-case name, as it travels. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ToolCatalog catalog;
    private final DefinitionLog log;
    private final NamePolicy names;
    private final RegistrationRecords records;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    RegistrationService(
            ToolCatalog catalog, DefinitionLog log, NamePolicy names, RegistrationRecords records) {
        this.catalog = catalog;
        this.log = log;
        this.names = names;
        this.records = records;
    }

    /** As it works in a service. */
    public static RegistrationService of(
            ToolCatalog catalog,
            DefinitionLog log,
            AccessPolicy access,
            AuditLog audit,
            InstantSource clock) {
        return new RegistrationService(
                catalog, log, new NamePolicy(access), new RegistrationRecords(audit, clock));
    }

    /**
     * Checks a draft and publishes it; it is in the catalog when this returns.
     *
     * @throws FleetException with INVALID_TOOL_DEFINITION, PERMISSION_DENIED, CONFLICT or
     *     UNAVAILABLE
     */
    public Status register(DefinitionDraft draft, Registrant who) {
        try {
            RegisteredTool tool = DefinitionCheck.check(draft, Ownership.of(who.owner()));
            AddressRule.require(tool.definition());
            names.requireRight(tool.definition().name(), who);
            return alone(draft.name(), () -> registered(tool, who));
        } catch (FleetException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                records.refused(draft, who, e);
            }
            throw e;
        }
    }

    private Status registered(RegisteredTool tool, Registrant who) {
        Optional<RegisteredTool> current = catalog.find(tool.definition().name().value());
        if (current.isPresent()) {
            names.requireOwner(current.get(), who.owner());
            if (who.identity().isEmpty() || current.get().ownership().bindsItsOwner()) {
                SuccessorRule.require(current.get(), tool);
            }
            if (current.get().sameAs(tool)) {
                return Status.UNCHANGED;
            }
        }
        append(tool);
        records.registered(tool, current, who);
        return Status.REGISTERED;
    }

    /**
     * Gives a name to another owner. Its definition stays as it is until that one registers it.
     *
     * @throws FleetException with UNKNOWN_TOOL, INVALID_ARGUMENT, PERMISSION_DENIED or UNAVAILABLE
     */
    public void transfer(String name, ToolOwner next, Registrant who) {
        try {
            if (who.identity().isEmpty()) {
                throw new FleetException(
                        ErrorCode.PERMISSION_DENIED,
                        "names have no owners in an open fleet: start it secured");
            }
            RegisteredTool moved = alone(name, () -> transferred(name, next));
            records.transferred(moved, who);
        } catch (FleetException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                records.transferRefused(name, who, e);
            }
            throw e;
        }
    }

    private RegisteredTool transferred(String name, ToolOwner next) {
        RegisteredTool current =
                catalog.find(name)
                        .orElseThrow(() ->
                                new FleetException(
                                        ErrorCode.UNKNOWN_TOOL,
                                        "there is no tool '%s': see GET /tools".formatted(name)));
        names.requireNextOwner(current.definition().name(), next);
        if (current.ownership().owner().equals(next)) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "'%s' belongs to this %s already".formatted(name, next.kind()));
        }
        RegisteredTool moved = current.transferredTo(next);
        append(moved);
        return moved;
    }

    private <T> T alone(String name, Supplier<T> work) {
        if (!log.ready()) {
            throw new FleetException(
                    ErrorCode.UNAVAILABLE,
                    "the catalog is not read yet, so '%s' cannot be compared with what is there: try again when /ready answers 200"
                            .formatted(name));
        }
        oneAtATime.lock();
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Another replica may have been faster: then the name is another's. */
    private void append(RegisteredTool tool) {
        log.append(tool);
        RegisteredTool now = catalog.find(tool.definition().name().value()).orElse(tool);
        names.requireOwner(now, tool.ownership().owner());
    }
}
