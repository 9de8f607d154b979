package io.agentfleet.cli.client;

import java.util.Map;
import java.util.Optional;

/**
 * What {@code POST /tasks} takes; what is absent takes the service's default.
 *
 * @param metadata data_source: the name of a data source
 * @param idempotencyKey the same key gives the same task, however often it is sent
 */
public record TaskRequest(
        String prompt,
        Optional<String> sessionId,
        Optional<Integer> maxSteps,
        Optional<Integer> tokenBudget,
        Map<String, String> metadata,
        String idempotencyKey) {

    public TaskRequest {
        metadata = Map.copyOf(metadata);
    }
}
