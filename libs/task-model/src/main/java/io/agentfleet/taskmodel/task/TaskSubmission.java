package io.agentfleet.taskmodel.task;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a client asks for, before any check. Absent numbers take their defaults.
 *
 * @param taskId empty: made from the idempotency key if there is one, else a new one
 * @param sessionId empty: a session of its own
 * @param prompt what is asked
 * @param context the context packet, from agents only
 * @param metadata data_source and whatever the client wants to see again
 * @param idempotencyKey the same key gives the same task
 * @param tenant whose task
 */
public record TaskSubmission(
        Optional<String> taskId,
        Optional<String> sessionId,
        String prompt,
        Map<String, String> context,
        Map<String, String> metadata,
        Optional<Integer> maxSteps,
        Optional<Integer> tokenBudget,
        Optional<String> idempotencyKey,
        String tenant) {
    public TaskSubmission {
        context = Map.copyOf(context);
        metadata = Map.copyOf(metadata);
    }

    /**
     * The same, submitted by a caller of a known tenant.
     *
     * @param own makes an id one of that tenant's alone
     */
    public TaskSubmission of(String tenant, UnaryOperator<String> own) {
        return new TaskSubmission(
                taskId.map(own),
                sessionId.map(own),
                prompt,
                context,
                metadata,
                maxSteps,
                tokenBudget,
                idempotencyKey,
                tenant);
    }
}
