package io.agentfleet.taskmodel.task;

import java.util.Map;
import java.util.Optional;

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
 * @param prefix what each id begins with that is the tenant's own; empty where callers are not
 *     known
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
        String tenant,
        String prefix) {
    public TaskSubmission {
        context = Map.copyOf(context);
        metadata = Map.copyOf(metadata);
    }

    /**
     * The same, submitted by a caller of a known tenant: its ids are that tenant's own.
     *
     * @param prefix what each of them begins with
     */
    public TaskSubmission of(String tenant, String prefix) {
        return new TaskSubmission(
                taskId.map(id -> own(id, prefix)),
                sessionId.map(id -> own(id, prefix)),
                prompt,
                context,
                metadata,
                maxSteps,
                tokenBudget,
                idempotencyKey,
                tenant,
                prefix);
    }

    private static String own(String id, String prefix) {
        return id.isBlank() || id.startsWith(prefix) ? id : prefix + id;
    }
}
