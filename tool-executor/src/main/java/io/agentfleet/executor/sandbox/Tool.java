package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.schemas.FleetException;

/**
 * One thing that agents can have done. A bean of this type is found and registered at start; it is
 * also usable without a container, through its constructor.
 *
 * <p>Threads: called by many threads at once. {@link #run} must end soon after an interrupt.
 */
public interface Tool {

    /** Its definition for the registry. */
    ToolDescriptor definition();

    /**
     * Carries out one call.
     *
     * @param arguments a JSON object
     * @throws FleetException what is wrong with the call; its message is shown to the model
     * @throws InterruptedException the call's time is over
     */
    ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException;
}
