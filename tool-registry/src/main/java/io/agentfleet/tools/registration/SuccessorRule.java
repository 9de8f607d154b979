package io.agentfleet.tools.registration;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.Endpoint;
import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.catalog.ToolVersion;
import java.util.List;

/**
 * What may follow a definition: the same version with the same contract, or a higher version, which
 * within a major version must accept every call that the one before accepted.
 */
final class SuccessorRule {

    private SuccessorRule() {}

    /**
     * Passes if the second may take the place of the first.
     *
     * @throws FleetException with CONFLICT
     */
    static void require(RegisteredTool current, RegisteredTool next) {
        ToolVersion was = current.definition().version();
        ToolVersion is = next.definition().version();
        String name = next.definition().name().value();
        if (is.equals(was)) {
            if (!current.definition().sameContractAs(next.definition())) {
                throw new FleetException(
                        ErrorCode.CONFLICT,
                        "version %s of '%s' is registered with other content: raise version%s"
                                .formatted(is, name, unlessMoved(current, next)));
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

    /** A hint for who took a name without knowing. */
    private static String unlessMoved(RegisteredTool current, RegisteredTool next) {
        Endpoint served = current.definition().endpoint();
        return served.equals(next.definition().endpoint())
                ? ""
                : "; it is served at %s: if that is not yours, choose another name"
                        .formatted(served);
    }

    private static void requireCompatible(RegisteredTool current, RegisteredTool next) {
        List<String> breaks =
                SchemaCompatibility.breaks(current.arguments().source(), next.arguments().source());
        if (!breaks.isEmpty()) {
            throw new FleetException(
                    ErrorCode.CONFLICT,
                    "parameters of '%s' %s break callers of %s: %s; keep them compatible or use version %d.0.0%s"
                            .formatted(
                                    next.definition().name(),
                                    next.definition().version(),
                                    current.definition().version(),
                                    String.join(", ", breaks),
                                    current.definition().version().major() + 1,
                                    unlessMoved(current, next)));
        }
    }
}
