package io.agentfleet.tools.catalog;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes definitions in. The same version may be sent again and may move to another endpoint;
 * another contract needs a higher version, and within a major version it must accept every call
 * that the one before accepted. Safe for many threads; two replicas asked at once both answer, the
 * later record of the log counts.
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
    private final ReentrantLock oneAtATime = new ReentrantLock();

    public RegistrationService(ToolCatalog catalog, DefinitionLog log) {
        this.catalog = catalog;
        this.log = log;
    }

    /**
     * Checks a draft and publishes it; it is in the catalog when this returns.
     *
     * @throws FleetException with INVALID_TOOL_DEFINITION, CONFLICT or UNAVAILABLE
     */
    public Status register(DefinitionDraft draft) {
        RegisteredTool tool = DefinitionCheck.check(draft);
        if (!log.ready()) {
            throw new FleetException(
                    ErrorCode.UNAVAILABLE,
                    "the catalog is not read yet, so '%s' cannot be compared with what is there: try again when /ready answers 200"
                            .formatted(draft.name()));
        }
        oneAtATime.lock();
        try {
            Optional<RegisteredTool> current = catalog.find(draft.name());
            if (current.isPresent()) {
                requireSuccessor(current.get(), tool);
                if (current.get().definition().equals(tool.definition())) {
                    return Status.UNCHANGED;
                }
            }
            log.append(tool.definition());
            return Status.REGISTERED;
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * A definition that was registered before, as the log holds it.
     *
     * @throws FleetException with INVALID_TOOL_DEFINITION if this version cannot use it
     */
    public static RegisteredTool read(DefinitionDraft draft) {
        return DefinitionCheck.check(draft);
    }

    private static void requireSuccessor(RegisteredTool current, RegisteredTool next) {
        ToolVersion was = current.definition().version();
        ToolVersion is = next.definition().version();
        String name = next.definition().name().value();
        if (is.equals(was)) {
            if (!current.definition().sameContractAs(next.definition())) {
                throw new FleetException(
                        ErrorCode.CONFLICT,
                        "version %s of '%s' is registered with other content: raise version"
                                .formatted(is, name));
            }
        } else if (is.compareTo(was) < 0) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "version %s of '%s' is older than the registered %s: use a higher version"
                            .formatted(is, name, was));
        } else if (is.major() == was.major()) {
            requireCompatible(current, next);
        }
    }

    private static void requireCompatible(RegisteredTool current, RegisteredTool next) {
        List<String> breaks =
                SchemaCompatibility.breaks(current.arguments().source(), next.arguments().source());
        if (!breaks.isEmpty()) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "parameters of '%s' %s break callers of %s: %s; keep them compatible or use version %d.0.0"
                            .formatted(
                                    next.definition().name(),
                                    next.definition().version(),
                                    current.definition().version(),
                                    String.join(", ", breaks),
                                    current.definition().version().major() + 1));
        }
    }
}
