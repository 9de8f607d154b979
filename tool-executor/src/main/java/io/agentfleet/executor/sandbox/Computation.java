package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;

/**
 * The part of a tool that computes on what a user or a model brought. It runs in a worker process,
 * one call at a time, and touches nothing but its source's loaded data.
 */
public interface Computation {

    /**
     * Carries out one call.
     *
     * @param arguments a JSON object
     * @param timeLimit after which the worker is killed; a good computation stops itself before
     * @throws FleetException what is wrong with the call; its message is shown to the model
     * @throws InterruptedException the worker is ending
     */
    ComputedResult run(JsonNode arguments, Duration timeLimit) throws InterruptedException;
}
