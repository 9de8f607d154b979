package io.agentfleet.tools.call;

import io.agentfleet.tools.catalog.RegisteredTool;
import io.agentfleet.tools.guard.KnownToolGuard;
import java.util.Optional;

/**
 * One call at the gateway.
 *
 * @param tool the name that was asked for
 * @param registered what the catalog knows under that name
 * @param arguments what to call it with
 * @param caller on whose behalf
 */
public record Call(
        String tool, Optional<RegisteredTool> registered, CallArguments arguments, Caller caller) {

    /** The tool; only after {@link KnownToolGuard} allowed the call. */
    public RegisteredTool known() {
        return registered.orElseThrow();
    }
}
